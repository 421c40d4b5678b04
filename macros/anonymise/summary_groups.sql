{#- What each group of a column is called: small ones are the remainder of their parent, with the next smallest until k
    persons are in it, so that no small group is a difference of what is shown. The count of persons decides rows here
    and chooses no value, which is all that policy lets it do. -#}
{%- macro summary_groups(records, parent, child, k) -%}
    {%- set small = 'persons < ' ~ k ~ ' or (smalls > 0 and coalesce(before, 0) < ' ~ k ~ ')' -%}
    with
    counted as (
        select {{ parent }}, {{ child }}, count(distinct person_id) as persons
        from {{ records }}
        group by {{ parent }}, {{ child }}
    ),
    ranked as (
        select
            {{ parent }} as parent,
            {{ child }} as child,
            persons,
            sum(case when persons < {{ k }} then 1 else 0 end) over (partition by {{ parent }}) as smalls,
            sum(persons) over (
                partition by {{ parent }}
                order by persons, {{ byte_order(child) }}
                rows between unbounded preceding and 1 preceding
            ) as before
        from counted
    )
    select parent, child, child as named from ranked where not ({{ small }})
    union all
    select parent, child, '(remainder)' as named from ranked where {{ small }}
{%- endmacro %}
