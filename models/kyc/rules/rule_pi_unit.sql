with found as (

    select
        accounts.account_id as subject_id,
        accounts.customer_id,
        accounts.opened_on as trigger_date,
        accounts.account_id as source_id,
        accounts.loaded_at as detected_at,
        {{ event_facts("'单位客户开立支付账户'", "'a unit customer opened a payment account'") }}
    from {{ ref('account__personal_data') }} as accounts
    inner join {{ ref('int_customer_kind') }} as kinds on accounts.customer_id = kinds.customer_id
    where accounts.opened_on is not null
        and not kinds.is_individual
        and coalesce(accounts.account_type, '') <> 'prepaid_anonymous'

)

{{ event_trigger('PI-UNIT', 'account') }}
