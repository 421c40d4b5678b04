{#- Whether a day or moment is not after a day in Shanghai. What has no readable value passes: it is a
    rejected row, and not one that does not exist yet. -#}
{% macro known_by(column, data_type, day) -%}
    {%- if data_type == 'date' -%}
        ({{ column }} is null or {{ column }} <= {{ day }})
    {%- else -%}
        ({{ column }} is null or {{ column }} < {{ shanghai_midnight(day ~ ' + 1') }})
    {%- endif -%}
{%- endmacro %}
