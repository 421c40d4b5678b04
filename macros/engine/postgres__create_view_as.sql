{#- A view that readers may be granted is born with its barrier: set afterwards, it would be readable without one
    for a moment, and a cast in a filter then tells the rows that the view hides. -#}
{% macro postgres__create_view_as(relation, sql) -%}
    {%- set sql_header = config.get('sql_header', none) -%}
    {{ sql_header if sql_header is not none }}
    create view {{ relation }}
    {%- if config.get('contract').enforced %}
    {{ get_assert_columns_equivalent(sql) }}
    {%- endif %}
    {%- if model.get('access') == 'public' %}
    with (security_barrier = true)
    {%- endif %}
    as (
        {{ sql }}
    );
{%- endmacro %}
