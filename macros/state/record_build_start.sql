{#- Opens the row of this build: `steward` trusts this table and no file in `target/`, which every dbt call
    overwrites. -#}
{% macro record_build_start() -%}
    {%- if build_writes() -%}
    {%- set as_of = var('as_of_date', none) -%}
    create schema if not exists {{ generate_schema_name('audit', none) }};
    create table if not exists {{ build_table() }} (
        invocation_id text,
        command text,
        started_at timestamp with time zone,
        finished_at timestamp with time zone,
        state text,
        target text,
        selection text,
        variables text,
        raw_location text,
        as_of_date date,
        as_of_explicit boolean,
        git_commit text,
        dbt_version text,
        models bigint,
        tests_failed bigint,
        nodes_failed bigint
    );
    insert into {{ build_table() }} (
        invocation_id, command, started_at, state, target, selection, variables, raw_location,
        as_of_date, as_of_explicit, git_commit, dbt_version
    )
    values (
        '{{ invocation_id }}', '{{ flags.WHICH }}', cast('{{ run_started_at }}' as timestamp with time zone),
        'running', '{{ target.name }}', {{ text_value(build_selection()) }}, {{ text_value(build_variables()) }},
        {{ text_value(raw_location()) }}, cast('{{ as_of or today_in_shanghai() }}' as date), {{ as_of is not none }},
        {{ text_value(env_var('DW_GIT_COMMIT', '')) }}, '{{ dbt_version }}'
    )
    {%- endif -%}
{%- endmacro %}
