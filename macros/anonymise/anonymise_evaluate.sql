{#- Adds to `anonymise_done` what the nodes of a relation lose, suppression included, and how many records they suppress;
    `rare` counts those of labels under k alone, which never grows on the way up. -#}
{%- macro anonymise_evaluate(spec, nodes) -%}
    {%- set persons = 'sum(n)' if spec.one_record else 'count(distinct person_id)' -%}
    {%- set group = (', group_key, ' ~ anonymise_sensitive(spec, 's{i}, hidden{i}')) if spec.sensitive else '' -%}
    insert into anonymise_done
    with
    placed as ({{ anonymise_placed(spec, nodes) }}),
    frequent as (
        select node, label_key{{ group }}, sum(n) as n, sum(loss) as loss
        from placed
        group by node, label_key{{ group }}
        having {{ persons }} >= {{ spec.k }}
    ),
    {%- if spec.sensitive %}
    diverse as (
        select node, sum(n) as kept, sum(loss) as loss
        from (
            select node, group_key, sum(n) as n, sum(loss) as loss
            from frequent
            group by node, group_key
            having {{ anonymise_sensitive(
                spec, '(count(distinct nullif(s{i}, 0)) >= {l} or bool_and(hidden{i}))', ' and ') }}
        ) as groups
        group by node
    ),
    {%- else %}
    diverse as (select node, sum(n) as kept, sum(loss) as loss from frequent group by node),
    {%- endif %}
    counted as (select node, sum(n) as kept from frequent group by node)
    select
        node.node,
        cast({{ spec.rows }} - coalesce(counted.kept, 0) as bigint) as rare,
        cast({{ spec.rows }} - coalesce(diverse.kept, 0) as bigint) as suppressed,
        cast(coalesce(diverse.loss, 0) + ({{ spec.rows }} - coalesce(diverse.kept, 0))
            * {{ 1000000 * spec.columns | length }} as bigint) as loss
    from {{ nodes }} as node
    left join counted on node.node = counted.node
    left join diverse on node.node = diverse.node
{%- endmacro %}
