{#- The label of each unit: its nodes, their bounds and levels as lists. -#}
{%- macro anonymise_label(spec) -%}
    create temporary table anonymise_label as
    select
        own.unit,
        {{ '' if spec.one_record else 'own.person_id,' }}
        own.n,
        array[{{ anonymise_list(spec, 'chosen.l{i}') }}] as levels,
        cast(array[{{ anonymise_list(spec, 'p{i}.node') }}] as text[]) as label,
        cast(array[{{ anonymise_list(spec, 'p{i}.lower_bound') }}] as text[]) as lower_bound,
        cast(array[{{ anonymise_list(spec, 'p{i}.upper_bound') }}] as text[]) as upper_bound,
        {{ anonymise_list(spec, 'p{i}.loss', ' + ') }} as loss
    from anonymise_level as chosen
    inner join anonymise_unit as own on chosen.unit = own.unit
    {{ anonymise_list(
        spec,
        'left join anonymise_path as p{i} on p{i}.position = {i} and own.c{i} = p{i}.leaf_key and chosen.l{i} = p{i}.level',
        '\n'
    ) }}
{%- endmacro %}
