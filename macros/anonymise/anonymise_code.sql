{#- Per value the numbers of its labels from the lowest level upwards, 0 for a null, and what each level loses. -#}
{%- macro anonymise_code() -%}
    create temporary table anonymise_code as
    select
        position,
        leaf_key,
        max(number) as number,
        array_agg(number order by level) as codes,
        array_agg(loss order by level) as losses
    from (
        select
            position,
            leaf_key,
            level,
            loss,
            case
                when node is null then 0
                else dense_rank() over (partition by position, level, node is null order by node)
            end as number
        from anonymise_path
    ) as numbered
    group by position, leaf_key
{%- endmacro %}
