with payments as (

    select
        *,
        -- The order of proof: identity document, then what the payer paid with, then nothing.
        case
            when payer_id_number is not null
                then coalesce(payer_id_type, '') || ':' || upper(replace(payer_id_number, ' ', ''))
            when payer_reference is not null then 'reference:' || payer_reference
            else 'transaction:' || transaction_id
        end as payer_key,
        case
            when payer_id_number is not null then 'identity_document'
            when payer_reference is not null then 'reference'
            else 'none'
        end as payer_key_kind,
        payer_name is not null and payer_id_type is not null and payer_id_number is not null as is_registered
    from {{ ref('int_transaction_normalised') }}
    where account_id is null and (counts or would_count)

)

select
    payments.transaction_id,
    payments.business_date,
    payments.occurred_at,
    payments.counts,
    payments.payer_key,
    payments.payer_key_kind,
    payments.is_registered,
    payments.cny,
    payments.fx_usd,
    payments.all_cny,
    coalesce(payments.fx_usd, {{ usd_value('payments.cny', '1.0', 'dollar.cny_per_usd') }}) as all_usd,
    payments.amount_problem,
    payments.known_at
from payments
left join {{ ref('int_fx_daily') }} as dollar on payments.business_date = dollar.rate_day and dollar.currency = 'USD'
