with accounts as (

    select
        customer_id,
        account_id,
        opened_on,
        coalesce(closed_on, date '9999-12-31') as closed_on,
        loaded_at
    from {{ ref('account__personal_data') }}
    where opened_on is not null and customer_id is not null and coalesce(account_type, '') <> 'prepaid_anonymous'

),

events as (

    select
        customer_id,
        opened_on as day_from,
        1 as accounts,
        loaded_at
    from accounts
    union all
    select
        customer_id,
        closed_on + 1 as day_from,
        -1 as accounts,
        loaded_at
    from accounts

),

days as (

    select
        customer_id,
        day_from,
        sum(accounts) as accounts,
        max(loaded_at) as loaded_at
    from events
    group by customer_id, day_from

),

steps as (

    select
        customer_id,
        day_from,
        loaded_at,
        sum(accounts) over (partition by customer_id order by day_from rows unbounded preceding) as accounts
    from days

),

compared as (

    select
        *,
        lag(accounts, 1) over (partition by customer_id order by day_from) as accounts_before
    from steps

),

found as (

    select
        customer_id as subject_id,
        customer_id,
        day_from as trigger_date,
        cast(null as varchar) as source_id,
        loaded_at as detected_at,
        {{ event_facts(
            "'同一客户同时持有' || cast(accounts as varchar) || '个支付账户'",
            "'one customer holds ' || cast(accounts as varchar) || ' payment accounts at once'"
        ) }}
    from compared
    where accounts > 1 and coalesce(accounts_before, 0) <= 1

)

{{ event_trigger('PI-LINK', 'customer') }}
