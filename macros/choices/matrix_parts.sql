{#- The rows of the matrix per channel and per category: the decision about the part, else about all the rest. -#}
{%- macro matrix_parts() -%}
    {%- set why, strictest = of_whole('why'), of_whole('strictest') -%}
    select
        persons.person_id as customer_id,
        parts_there.purpose,
        parts_there.part,
        parts_there.scope,
        coalesce(
            chosen.allowed,
            rest.allowed,
            {{ choice_allows(why, strictest, of_channel('default')) }}
        ) as allowed,
        coalesce(chosen.state, rest.state, {{ choice_state(why, strictest) }}) as state,
        coalesce(chosen.why, rest.why, {{ why }}) as why,
        case
            when chosen.why is not null then chosen.event_id
            when rest.why is not null then rest.event_id
            else {{ of_whole('event') }}
        end as decided_by_event,
        coalesce(
            chosen.provision,
            rest.provision,
            case when persons.is_under_14 then {{ of_whole('provision') }} end,
            {{ of_channel('provision') }}
        ) as decided_by_provision
    from persons
    cross join parts_there
    left join scope_decisions as chosen
        on persons.member_number = chosen.person_number
        and parts_there.purpose_number = chosen.purpose_number
        and parts_there.scope = chosen.scope
    left join scope_decisions as rest
        on persons.member_number = rest.person_number
        and parts_there.purpose_number = rest.purpose_number
        and rest.scope = ''
{%- endmacro %}
