{#- A table that views read keeps its place: its rows are replaced in one transaction. The adapter's own swap renames
    the old table away and drops it with every view on it, which then are gone until they are built again.
    Deleted, not truncated: to a transaction that began before, a truncated table is empty. Analysed, for the planner's
    statistics quote values of rows that are gone to whoever may read the table. -#}
{% materialization table, adapter='postgres' %}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is none or not existing.is_table or should_full_refresh() or not is_read_by_views(this) -%}
        {{ return(dbt.materialization_table_default()) }}
    {%- endif -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set made = make_intermediate_relation(target) -%}
    {{ drop_relation_if_exists(load_cached_relation(made)) }}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        {{ get_create_table_as_sql(False, made, sql) }}
    {%- endcall %}
    {%- if described_columns(made) != described_columns(existing) -%}
        {#- Other columns, other views: they are built after it. -#}
        {% do adapter.drop_relation(existing) %}
        {% do adapter.rename_relation(made, target) %}
        {% do create_indexes(target) %}
    {%- else -%}
        {% call statement('rows') -%}
            delete from {{ existing }};
            insert into {{ existing }} select * from {{ made }};
            drop table {{ made }};
            analyze {{ existing }};
        {%- endcall %}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do apply_grants(target, config.get('grants'), should_revoke=True) %}
    {% do persist_docs(target, model) %}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}
