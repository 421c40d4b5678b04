{#- What a cohort needs to know: the policy of the model, and what the epoch has settled already. -#}
{%- macro cohort_spec(policy, relation) -%}
    {%- set spec = dict(policy, relation=relation, epoch=var('anonymisation_epoch') | int) -%}
    {%- do spec.update(
        path=api.Relation.create(
            database=relation.database, schema=relation.schema, identifier=relation.identifier ~ '_path'),
        words=(policy.columns | join(',')) ~ ';' ~ policy.engine,
        cohort=1, levels=none, tops={}) -%}
    {%- set last = run_query(
        'select epoch, cohort, policy from ' ~ relation ~ ' order by epoch desc, cohort desc limit 1') -%}
    {%- if last | length > 0 and last[0][0] > spec.epoch -%}
        {%- do exceptions.raise_compiler_error(
            'anonymisation_epoch: ' ~ relation.identifier ~ ' is at ' ~ (last[0][0] | int) ~ ' already, and an epoch '
            ~ 'never comes back; set anonymisation_epoch to that or higher in dbt_project.yml') -%}
    {%- elif last | length > 0 and last[0][0] == spec.epoch -%}
        {%- if last[0][2] != spec.words -%}
            {%- do exceptions.raise_compiler_error(
                relation.identifier ~ ': columns or engine changed within an epoch, so its labels would not be one '
                ~ 'release; set anonymisation_epoch to ' ~ (spec.epoch + 1) ~ ' in dbt_project.yml') -%}
        {%- endif -%}
        {%- do spec.update(cohort=(last[0][1] | int) + 1, levels=[]) -%}
        {%- do settled_levels(spec) -%}
    {%- endif -%}
    {{ return(spec) }}
{%- endmacro %}
