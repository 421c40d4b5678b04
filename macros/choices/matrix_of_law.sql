{#- The rows of the matrix for what nobody can leave, with the article of the person's law, else of the house's own. -#}
{%- macro matrix_of_law(at) -%}
    select
        persons.person_id as customer_id,
        house.flag as purpose,
        'purpose' as part,
        cast(null as text) as scope,
        true as allowed,
        'overridden_by_law' as state,
        'overridden_by_law' as why,
        cast(null as text) as decided_by_event,
        coalesce(own.provision, house.provision) as decided_by_provision
    from persons
    inner join {{ ref('ldm_choice_rule') }} as house
        on house.regime = 'not_opt_outable'
        and house.flag in ('legal_obligation', 'contract')
        and house.jurisdiction = 'CN'
        and house.valid_from <= {{ shanghai_date(at) }}
        and (house.valid_to is null or house.valid_to >= {{ shanghai_date(at) }})
    left join {{ ref('ldm_choice_rule') }} as own
        on own.flag = house.flag
        and own.jurisdiction = persons.jurisdiction
        and own.valid_from <= {{ shanghai_date(at) }}
        and (own.valid_to is null or own.valid_to >= {{ shanghai_date(at) }})
{%- endmacro %}
