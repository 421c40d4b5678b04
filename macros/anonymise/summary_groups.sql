{#- What each group of a column is called: unsafe ones are the remainder of their parent, with the next smallest until k
    persons are in it, and one that is safe where it is no lack of persons. So no unsafe group is a difference of what
    is shown. What is counted decides rows here and chooses no value, which is all that policy lets it do. -#}
{%- macro summary_groups(cells, parent, child, k) -%}
    {%- set remains = 'unsafe = 1 or (unsafes > 0 and (coalesce(before, 0) < ' ~ k ~ ' or place = helped))' -%}
    with
    ranked as (
        select
            {{ parent }} as parent,
            {{ child }} as child,
            unsafe,
            sum(unsafe) over (partition by {{ parent }}) as unsafes,
            sum(case when unsafe = 1 and persons >= {{ k }} then 1 else 0 end) over (partition by {{ parent }})
                as heavy,
            sum(persons) over (
                partition by {{ parent }}
                order by unsafe desc, persons, {{ byte_order(child) }}
                rows between unbounded preceding and 1 preceding
            ) as before,
            row_number() over (
                partition by {{ parent }} order by unsafe desc, persons, {{ byte_order(child) }}
            ) as place
        from {{ cells }}
    ),
    placed as (
        select parent, child, unsafe, unsafes, before, place, case when heavy > 0 then unsafes + 1 else 0 end as helped
        from ranked
    )
    select parent, child, child as named from placed where not ({{ remains }})
    union all
    select parent, child, '(remainder)' as named from placed where {{ remains }}
{%- endmacro %}
