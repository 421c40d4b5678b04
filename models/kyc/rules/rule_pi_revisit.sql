with merchants as (

    select * from {{ ref('merchant__personal_data') }}
    where signed_on is not null

),

period as (

    select max(due_n) as days
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-REVISIT'

),

-- One trigger a period from the signing on, so that a later visit changes no earlier one.
found as (

    select
        merchants.merchant_id as subject_id,
        merchants.customer_id,
        merchants.signed_on + cycles.n * period.days as trigger_date,
        cast(cycles.n as varchar) as source_id,
        merchants.loaded_at as detected_at,
        {{ event_facts(
            "'特约商户第' || cast(cycles.n + 1 as varchar) || '个回访周期(' || cast(period.days as varchar) || '天)'",
            "'visit period ' || cast(cycles.n + 1 as varchar) || ' of a merchant (' || cast(period.days as varchar) || ' days)'"
        ) }}
    from merchants
    cross join period
    inner join {{ whole_numbers(60) }} as cycles
        on merchants.signed_on + cycles.n * period.days <= {{ as_of_date() }}
        and (merchants.ended_on is null or merchants.signed_on + cycles.n * period.days <= merchants.ended_on)

)

{{ event_trigger('PI-REVISIT', 'merchant') }}
