{#- The units at the nodes of a relation: key, records, loss and, where persons repeat, the person. -#}
{%- macro anonymise_placed(spec, nodes, units='anonymise_weight') -%}
    select
        node.node,
        own.unit,
        {{ '' if spec.one_record else 'own.person_id,' }}
        {{ anonymise_key(spec) }} as label_key,
        own.n,
        own.n * ({{ anonymise_list(spec, 'own.z{i}[node.l{i} + 1 - {low}]', ' + ') }}) as loss
        {%- if spec.sensitive %},
        {{ anonymise_key(spec, spec.columns | length - spec.sensitive | length) }} as group_key,
        {{ anonymise_sensitive(spec, 'own.k{i}[node.l{i} + 1 - {low}] as s{i}, node.l{i} = {high} as hidden{i}') }}
        {%- endif %}
    from {{ units }} as own
    cross join {{ nodes }} as node
{%- endmacro %}
