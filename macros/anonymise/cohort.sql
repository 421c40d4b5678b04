{#- State: a released record keeps its label for the whole epoch, and no flag of dbt rebuilds the table. -#}
{% materialization cohort, default %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing is none -%}
        {%- do run_query(cohort_table(target_relation)) -%}
    {%- elif anonymises() -%}
        {%- do run_query('alter table ' ~ target_relation ~ ' add column if not exists loss bigint') -%}
    {%- endif -%}
    {%- if anonymises() -%}
        {%- set spec = cohort_spec(model.config.anonymise, target_relation) -%}
        {%- do anonymise_prepare(sql, spec) -%}
        {%- do anonymise_recode(spec) -%}
        {% call statement('main') -%}
            {{ anonymise_release(spec) }}
        {%- endcall %}
        {%- do anonymise_clear() -%}
    {%- else -%}
        {% call statement('main') -%}
            select 0 as released where false
        {%- endcall %}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
