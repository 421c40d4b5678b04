{{ config(materialized='view') }}

{%- set at = choice_moment() %}
{%- set kinds = {'controller': 'general', 'affiliate': 'affiliate', 'processor': 'processor', 'authority': 'authority'} %}

with

{{ choice_ctes(at, at) }},

agreements as (
    {{ recipient_agreements(at) }}
),

recipients as (

    select
        recipients.recipient_id,
        lower(recipients.recipient_id) as scope,
        lower(trim(recipients.kind)) as kind,
        coalesce(upper(recipients.country) <> 'CN', true) as is_overseas,
        coalesce(agreements.is_routed, 0) = 1 as is_routed,
        agreements.level,
        agreements.legal_order
    from {{ ref('stg_recipients') }} as recipients
    left join agreements on lower(recipients.recipient_id) = agreements.scope
    where recipients.is_current

),

law as (
    {{ recipient_rules(at, kinds) }}
),

-- Of a recipient that a person did not choose apart, the choice about all the rest holds.
choices as (

    select
        whole.person_id,
        whole.jurisdiction,
        whole.third_party_disclosure_provision as provision_of_age,
        recipients.recipient_id,
        recipients.scope,
        recipients.kind,
        recipients.is_overseas,
        recipients.is_routed,
        recipients.level,
        recipients.legal_order,
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
        on whole.person_id = named.person_id
        and named.purpose = 'third_party_disclosure'
        and recipients.scope = named.scope
    left join scope_decisions as rest
        on whole.person_id = rest.person_id
        and rest.purpose = 'third_party_disclosure'
        and rest.scope = ''
    where whole.member_id = whole.person_id

),

decided as (
    {{ recipient_decisions() }}
)

select
    person_id as customer_id,
    recipient_id,
    allowed,
    case
        when not allowed then 'none'
        when level = 2 then 'identified'
        else 'anonymous_only'
    end as level,
    state,
    why,
    case when kind in ('controller', 'affiliate') and why <> 'unknown_jurisdiction' then event_id end as decided_by_event,
    provision as decided_by_provision,
    legal_order
from decided
