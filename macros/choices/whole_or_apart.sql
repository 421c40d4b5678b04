{#- A column of a purpose that was decided in parts, else the same of the person's only record. -#}
{%- macro whole_or_apart(column, purpose, column_apart=none) -%}
    case when apart.{{ purpose }}_why is not null then apart.{{ column_apart or column }} else whole.{{ column }} end
{%- endmacro %}
