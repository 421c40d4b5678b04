{#- The refused categories of each person who chose categories apart: of those alone, and with all the rest. -#}
{%- macro categories_by_person() -%}
    select
        person_id,
        string_agg(case when is_chosen = 1 then scope end, '|' order by {{ byte_order('scope') }}) as refused,
        string_agg(scope, '|' order by {{ byte_order('scope') }}) as refused_with_rest
    from (
        select
            person_id,
            scope,
            1 as is_chosen
        from scope_decisions
        where purpose = 'sensitive_data' and not allowed
        union all
        select
            persons.person_id,
            domain.scope,
            0 as is_chosen
        from (select distinct person_id from scope_decisions where purpose = 'sensitive_data') as persons
        cross join domain
        left join scope_decisions as chosen
            on persons.person_id = chosen.person_id
            and chosen.purpose = 'sensitive_data'
            and domain.scope = chosen.scope
        where domain.purpose = 'sensitive_data' and chosen.scope is null
    ) as categories
    group by person_id
{%- endmacro %}
