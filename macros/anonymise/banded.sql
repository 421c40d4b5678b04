{#- The band of a number as text, from whole bounds upwards: [0, 1, 5] makes 0, 1-4 and 5+; the first takes all below. -#}
{%- macro banded(expr, bounds) -%}
    case
        {%- for bound in bounds %}
        {%- if loop.last %}
        when {{ expr }} >= {{ bound }} then '{{ bound }}+'
        {%- else %}
        {%- set next = bounds[loop.index] %}
        when {{ expr }} < {{ next }} then '{{ bound }}{{ '-' ~ (next - 1) if next > bound + 1 }}'
        {%- endif %}
        {%- endfor %}
    end
{%- endmacro %}
