{#- The levels of every value, with the amounts above the bound of top coding under one label, which loses more. -#}
{%- macro anonymise_path(spec) -%}
    {%- set places = [0] -%}
    {%- for column in spec.columns if spec.tops.get(column) -%}
        {%- do places.append(spec.columns.index(column) + 1) -%}
    {%- endfor -%}
    create temporary table anonymise_path as
    select
        position,
        leaf_key,
        level,
        node,
        lower_bound,
        upper_bound,
        case
            when position in ({{ places | join(', ') }}) and leaf_key <> '' and node <> '*'
                then {{ millionths('count(*) over (partition by position, level, node)', 'leaves') }}
            else loss
        end as loss
    from (
        select
            position,
            leaf_key,
            level,
            {{ top_coded(spec, 'node', "{floor} || '+'") }} as node,
            {{ top_coded(spec, 'lower_bound', '{floor}') }} as lower_bound,
            {{ top_coded(spec, 'upper_bound', 'null') }} as upper_bound,
            loss,
            count(nullif(leaf_key, '')) over (partition by position, level) as leaves
        from {{ spec.path }}
    ) as coded
{%- endmacro %}
