{#- What the agreements in force on the day permit per recipient: overseas only with a route and a place of storage. -#}
{%- macro recipient_agreements(at) -%}
    {%- set day = shanghai_date(at) -%}
    select
        lower(recipients.recipient_id) as scope,
        max(case when {{ agreement_is_routed('agreements', 'recipients') }} then 1 else 0 end) as is_routed,
        max(case when lower(agreements.disclosure_level) = 'identified' then 2 else 1 end) as level,
        min(case when lower(agreements.agreement_type) = 'legal_order' then agreements.agreement_id end)
            as legal_order
    from {{ ref('stg_recipients') }} as recipients
    inner join {{ ref('stg_agreements') }} as agreements on recipients.recipient_id = agreements.recipient_id
    where
        recipients.is_current
        and agreements.is_current
        and {{ agreement_holds('agreements', day) }}
    group by lower(recipients.recipient_id)
{%- endmacro %}
