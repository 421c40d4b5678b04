{#- The refused categories of each person who chose categories apart: of those alone, and with all the rest. Few ways to
    choose occur, so that each is worked out once, on the person who stands for it. -#}
{%- macro categories_by_person() -%}
    select
        choosers.person_number,
        ways.refused,
        ways.refused_with_rest
    from choosers
    inner join (
        select
            way,
            string_agg(case when is_chosen = 1 then scope end, '|' order by {{ byte_order('scope') }}) as refused,
            string_agg(scope, '|' order by {{ byte_order('scope') }}) as refused_with_rest
        from (
            select ways.way, chosen.scope, 1 as is_chosen
            from ({{ category_ways() }}) as ways
            inner join scope_decisions as chosen on ways.person_number = chosen.person_number
            where chosen.purpose_number = {{ purpose_number('sensitive_data') }} and not chosen.allowed
            union all
            select ways.way, domain.scope, 0 as is_chosen
            from ({{ category_ways() }}) as ways
            cross join domain
            left join scope_decisions as chosen
                on ways.person_number = chosen.person_number
                and chosen.purpose_number = {{ purpose_number('sensitive_data') }}
                and domain.scope = chosen.scope
            where domain.purpose_number = {{ purpose_number('sensitive_data') }} and chosen.scope is null
            union all
            select way, null as scope, 0 as is_chosen
            from ({{ category_ways() }}) as ways
        ) as categories
        group by way
    ) as ways on choosers.way = ways.way
{%- endmacro %}
