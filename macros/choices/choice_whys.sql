{#- The readings that can decide; by its place a reading goes into a rank. -#}
{%- macro choice_whys() -%}
    {%- set codes = reading_codes() -%}
    {%- set whys = [
        'default', 'minor', 'latest_event', 'same_second_conflict', 'merged_restriction', 'unknown_jurisdiction',
    ] -%}
    {%- for word, code in codes.items() if code > codes.opt_out -%}
        {%- do whys.append(word) -%}
    {%- endfor -%}
    {{ return(whys) }}
{%- endmacro %}
