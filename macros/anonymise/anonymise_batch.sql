{#- Gives each unit that is left its best node of a batch, of those at which k of them share its label, where k still do
    once each unit has chosen. -#}
{%- macro anonymise_batch(spec, first, last) -%}
    {%- set persons = 'sum(n)' if spec.one_record else 'count(distinct person_id)' -%}
    {%- set nodes = '(select * from anonymise_node where node between ' ~ first ~ ' and ' ~ last ~ ')' -%}
    insert into anonymise_level
    with
    placed as ({{ anonymise_placed(spec, nodes, 'anonymise_left') }}),
    frequent as (select node, label_key from placed group by node, label_key having {{ persons }} >= {{ spec.k }}),
    ranked as (
        select
            placed.*,
            row_number() over (partition by placed.unit order by placed.loss, placed.node) as place
        from placed
        inner join frequent on placed.node = frequent.node and placed.label_key = frequent.label_key
    ),
    chosen as (
        select node, label_key from ranked where place = 1 group by node, label_key having {{ persons }} >= {{ spec.k }}
    )
    select ranked.unit, {{ anonymise_list(spec, 'node.l{i}') }}
    from ranked
    inner join chosen on ranked.node = chosen.node and ranked.label_key = chosen.label_key
    inner join anonymise_node as node on ranked.node = node.node
    where ranked.place = 1
{%- endmacro %}
