{#- The recipients there are, each with what its agreements in force permit: a CTE after `agreements`. -#}
{%- macro recipients_under_agreement() -%}
    select
        recipients.recipient_id,
        lower(recipients.recipient_id) as scope,
        lower(trim(recipients.kind)) as kind,
        coalesce(upper(recipients.country) <> 'CN', true) as is_overseas,
        agreements.scope is not null as is_under_agreement,
        coalesce(agreements.is_routed, 0) = 1 as is_routed,
        agreements.level,
        agreements.legal_order
    from {{ ref('stg_recipients') }} as recipients
    left join agreements on lower(recipients.recipient_id) = agreements.scope
    where recipients.is_current
{%- endmacro %}
