{#- `steward verify-access` adds its findings here; a build only makes the table, and never empties it. -#}
{% macro make_access_finding_table() -%}
    {%- if build_writes() -%}
    create table if not exists {{ generate_schema_name('audit', none) }}.aud_access_finding (
        run_id text,
        found_at timestamp with time zone,
        kind text,
        login_role text,
        relation text,
        events bigint,
        first_seen timestamp with time zone,
        last_seen timestamp with time zone,
        sentence text,
        remedy text
    )
    {%- endif -%}
{%- endmacro %}
