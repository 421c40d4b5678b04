{#- What each person chose for each recipient: of one that was not chosen apart, the choice about all the rest
    holds. -#}
{%- macro recipient_choices() -%}
    select
        whole.person_id,
        whole.jurisdiction,
        whole.is_under_14,
        whole.is_under_16,
        recipients.*,
        coalesce(named.why, rest.why, whole.third_party_disclosure_why) as why,
        coalesce(named.allowed, rest.allowed, whole.third_party_disclosure_allowed) as allowed,
        coalesce(
            named.state, rest.state,
            {{ choice_state('whole.third_party_disclosure_why', 'whole.third_party_disclosure_strictest') }}
        ) as state,
        case
            when named.why is not null then named.event_id
            when rest.why is not null then rest.event_id
            else whole.third_party_disclosure_event
        end as event_id
    from member_decisions as whole
    cross join recipients
    left join scope_decisions as named
        on whole.member_number = named.person_number
        and named.purpose_number = {{ purpose_number('third_party_disclosure') }}
        and recipients.scope = named.scope
    left join scope_decisions as rest
        on whole.member_number = rest.person_number
        and rest.purpose_number = {{ purpose_number('third_party_disclosure') }}
        and rest.scope = ''
    where whole.member_id = whole.person_id
{%- endmacro %}
