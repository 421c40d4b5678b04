{#- Comments of the columns that a model's YAML names. Under an enforced contract the two agree, and asking the
    catalogue for its columns once more is the dearest query of a small build. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {%- if config.get('contract') and config.get('contract').enforced -%}
        {%- set present = column_dict.keys() | list -%}
    {%- else -%}
        {%- set present = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {%- endif -%}
    {%- for name, column in column_dict.items() if name in present and column.description %}
        comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column.description) }};
    {%- endfor %}
{% endmacro %}
