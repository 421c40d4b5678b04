{#- What a column loses at a level over all records: the sum over columns is a lower bound of what a node loses. -#}
{%- macro anonymise_margin(spec) -%}
    create temporary table anonymise_margin as
    {% for column in spec.columns -%}
    select
        {{ loop.index }} as position,
        path.level,
        cast(sum(own.n * path.loss) as bigint) as loss
    from anonymise_unit as own
    inner join anonymise_path as path on path.position = {{ loop.index }} and own.c{{ loop.index }} = path.leaf_key
    group by path.level
    {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
