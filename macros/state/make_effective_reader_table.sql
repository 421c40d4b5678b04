{#- `steward verify-roles` writes here who may read what on PostgreSQL, and how; a build only makes the table. -#}
{% macro make_effective_reader_table() -%}
    {%- if build_writes() -%}
    create table if not exists {{ generate_schema_name('audit', none) }}.rpt_effective_reader (
        checked_at timestamp with time zone,
        login_role text,
        relation text,
        path text,
        state text
    )
    {%- endif -%}
{%- endmacro %}
