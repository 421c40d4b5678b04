{#- The readings that can decide; by its place a reading goes into a rank. -#}
{%- macro choice_whys() -%}
    {{ return([
        'default', 'minor', 'latest_event', 'same_second_conflict', 'merged_restriction', 'unknown_jurisdiction',
    ] + (reading_codes() | list)[3:]) }}
{%- endmacro %}
