{#- One row: what holds of the standing labels of an entity. Suppressed records are no class: they are counted beside. -#}
{%- macro release_audit(entity, labelled, withdrawal, leaves, columns, hidden_at, k) -%}
    {%- set known = columns | length - hidden_at | length -%}
    {%- set persons = 'count(distinct person_id)' -%}
    select
        '{{ entity }}' as relation,
        whole.*,
        kinds.l_distinct,
        kinds.t_equal,
        standing.*
    from (
        with released as ({{ standing_persons(labelled, withdrawal, leaves) }})
        select
            {{ k }} as k_declared, cast(k as bigint) as k, cast(classes as bigint) as classes,
            cast(uniques as bigint) as uniques, highest_risk, average_risk, discernibility
        from ({{ anonymity_metrics('released', ['label'], '1', persons) }}) as metrics
    ) as whole
    cross join (
        with released as ({{ standing_persons(labelled, withdrawal, leaves) }})
        {{ sensitive_metrics(known, hidden_at, persons) }}
    ) as kinds
    cross join (
        with released as ({{ standing_persons(labelled, withdrawal, leaves) }}),
        levels as (
            select array_to_string(levels, '.') as node, count(*) as records, sum(loss) as loss
            from released
            group by levels
        )
        select
            cast(coalesce(sum(records), 0) as bigint) as records,
            cast((select count(*) from {{ leaves }}) - coalesce(sum(records), 0) as bigint) as suppressed,
            cast((coalesce(sum(loss), 0)
                + ((select count(*) from {{ leaves }}) - coalesce(sum(records), 0)) * {{ 1000000 * columns | length }})
                / cast(nullif((select count(*) from {{ leaves }}), 0) as double precision)
                / {{ 1000000 * columns | length }} as double precision) as gcp,
            string_agg(node || ': ' || records, ', ' order by records desc, node) as nodes
        from levels
    ) as standing
{%- endmacro %}
