{#- Which recipient a person could be disclosed to at a moment, from what was known at another: one row per person and
    recipient, in parentheses to select from. The moments are given as to `choices_as_of`. -#}
{%- macro recipients_as_of(at=none, known_at=none) -%}
(
with

{{ choice_ctes(choice_moment(at), choice_moment(known_at)) }},

agreements as ({{ recipient_agreements(choice_moment(at)) }}),

recipients as ({{ recipients_under_agreement() }}),

law as ({{ recipient_rules(choice_moment(at)) }}),

choices as ({{ recipient_choices() }}),

decided as ({{ recipient_decisions() }})

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
    case when kind in ('controller', 'affiliate') and why <> 'unknown_jurisdiction' then event_id end
        as decided_by_event,
    provision as decided_by_provision,
    legal_order
from decided
)
{%- endmacro %}
