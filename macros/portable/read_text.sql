{#- A raw column as text. Like all that read a raw column, it takes what `raw` hands out: typed, or trimmed text. -#}
{% macro read_text(column) -%}
    cast({{ column }} as text)
{%- endmacro %}
