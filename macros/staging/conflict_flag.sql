{#- The flags of a version, with `<table>:conflict` where its load says different things of one key. -#}
{% macro conflict_flag(table) -%}
    case
        when not is_conflict then dq_flags
        when dq_flags = '' then '{{ table }}:conflict'
        else concat(dq_flags, '|{{ table }}:conflict')
    end
{%- endmacro %}
