{#- The units with codes and losses as lists, one place per level; left joins, for inner ones became a cross product. -#}
{%- macro anonymise_weight(spec) -%}
    create temporary table anonymise_weight as
    select
        own.unit,
        {{ '' if spec.one_record else 'own.person_id,' }}
        {{ anonymise_list(spec, 'k{i}.codes as k{i}, k{i}.losses as z{i}') }},
        own.n
    from anonymise_unit as own
    {{ anonymise_list(spec, 'left join anonymise_code as k{i} on k{i}.position = {i} and own.c{i} = k{i}.leaf_key', '\n') }}
{%- endmacro %}
