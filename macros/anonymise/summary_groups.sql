{#- What each group of a column is called: small ones are the remainder of their parent, with the next smallest until k
    persons are in it, so that no small group is a difference of what is shown. -#}
{%- macro summary_groups(records, parent, child, k) -%}
    select
        {{ parent }} as parent,
        {{ child }} as child,
        case
            when persons < {{ k }} or (smalls > 0 and coalesce(before, 0) < {{ k }}) then '(remainder)'
            else {{ child }}
        end as named
    from (
        select
            {{ parent }},
            {{ child }},
            persons,
            sum(case when persons < {{ k }} then 1 else 0 end) over (partition by {{ parent }}) as smalls,
            sum(persons) over (
                partition by {{ parent }}
                order by persons, {{ byte_order(child) }}
                rows between unbounded preceding and 1 preceding
            ) as before
        from (
            select {{ parent }}, {{ child }}, count(distinct person_id) as persons
            from {{ records }}
            group by {{ parent }}, {{ child }}
        ) as counted
    ) as ranked
{%- endmacro %}
