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

ordered as (

    select
        *,
        max(closed_on) over (
            partition by customer_id
            order by opened_on, closed_on, account_id
            rows between unbounded preceding and 1 preceding
        ) as open_until
    from accounts

),

-- Reading A: the first account ever, again when all were closed; reading B: the newest account.
starts as (

    select
        customer_id,
        opened_on,
        loaded_at,
        row_number() over (partition by customer_id order by opened_on, account_id) as first,
        row_number() over (partition by customer_id order by opened_on desc, account_id) as newest
    from ordered
    where {{ reading('AMB21') }} = 'B' or open_until is null or opened_on > open_until

),

customers as (

    select
        customer_id,
        relationship_started_on,
        loaded_at
    from {{ ref('customer__personal_data') }}
    where coalesce(status, '') <> 'prospect'

)

select
    customers.customer_id,
    case when starts.first is null or starts.first = 1 then
        coalesce(customers.relationship_started_on, starts.opened_on) else starts.opened_on end as started_on,
    coalesce(starts.first, 1) as nth_start,
    case
        when starts.first > 1 or customers.relationship_started_on is null then starts.loaded_at
        else customers.loaded_at
    end as loaded_at
from customers
left join starts
    on customers.customer_id = starts.customer_id
    and ({{ reading('AMB21') }} = 'A' or starts.newest = 1)
where coalesce(customers.relationship_started_on, starts.opened_on) is not null
