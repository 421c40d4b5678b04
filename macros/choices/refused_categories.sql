{#- The categories of sensitive data that a person refused, where categories were chosen apart: one row per person. -#}
{%- macro refused_categories() -%}
    select
        categories.person_id,
        string_agg(categories.scope, '|' order by {{ byte_order('categories.scope') }}) as refused_categories
    from (
        select rest.person_id, domain.scope
        from scope_decisions as rest
        cross join domain
        where rest.purpose = 'sensitive_data' and rest.scope = '' and domain.purpose = 'sensitive_data'
        union
        select person_id, scope
        from scope_decisions
        where purpose = 'sensitive_data' and scope <> ''
    ) as categories
    inner join scope_decisions as rest
        on categories.person_id = rest.person_id and rest.purpose = 'sensitive_data' and rest.scope = ''
    left join scope_decisions as chosen
        on categories.person_id = chosen.person_id
        and chosen.purpose = 'sensitive_data'
        and categories.scope = chosen.scope
    where not coalesce(chosen.allowed, rest.allowed)
    group by categories.person_id
{%- endmacro %}
