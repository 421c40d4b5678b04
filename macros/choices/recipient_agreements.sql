{#- What the agreements in force on the day permit per recipient: overseas only with a route and a place of storage. -#}
{%- macro recipient_agreements(at) -%}
    {%- set day = shanghai_date(at) -%}
    select
        lower(recipients.recipient_id) as scope,
        max(case
            when upper(recipients.country) = 'CN' then 1
            when agreements.transfer_route is not null and agreements.storage_country is not null then 1
            else 0
        end) as is_routed,
        max(case when lower(agreements.disclosure_level) = 'identified' then 2 else 1 end) as level,
        min(case when lower(agreements.agreement_type) = 'legal_order' then agreements.agreement_id end)
            as legal_order
    from {{ ref('stg_recipients') }} as recipients
    inner join {{ ref('stg_agreements') }} as agreements on recipients.recipient_id = agreements.recipient_id
    where
        recipients.is_current
        and agreements.is_current
        and agreements.signed_on <= {{ day }}
        and agreements.valid_from <= {{ day }}
        and (agreements.valid_to is null or agreements.valid_to >= {{ day }})
    group by lower(recipients.recipient_id)
{%- endmacro %}
