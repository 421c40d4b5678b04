{#- The levels of every value, with the amounts above the bound of top coding under one label. -#}
{%- macro anonymise_path(spec) -%}
    create temporary table anonymise_path as
    select
        position,
        leaf_key,
        level,
        {{ top_coded(spec, 'node', "{floor} || '+'") }} as node,
        {{ top_coded(spec, 'lower_bound', '{floor}') }} as lower_bound,
        {{ top_coded(spec, 'upper_bound', 'null') }} as upper_bound,
        loss
    from {{ spec.path }}
{%- endmacro %}
