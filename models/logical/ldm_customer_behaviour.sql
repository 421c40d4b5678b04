with

customers as (

    select * from {{ ref('ldm_customer') }}

),

settled as (

    select * from {{ ref('ldm_transaction') }}
    where status = 'settled'

),

accounts as (

    select * from {{ ref('ldm_account') }}

),

-- Days after the last loaded one would count as days without a transaction.
measured as (

    select coalesce(max(business_date), {{ as_of_date() }}) as measured_on
    from settled

),

activity as (

    select
        settled.customer_id,
        max(settled.business_date) as last_on,
        count(case when settled.business_date > measured.measured_on - 30 then 1 end) as transactions_30d,
        count(case when settled.business_date > measured.measured_on - 90 then 1 end) as transactions_90d,
        sum(
            case when settled.business_date > measured.measured_on - 90 and settled.currency = 'CNY' then settled.amount end
        ) as amount_90d
    from settled
    cross join measured
    group by settled.customer_id

),

products as (

    select
        customer_id,
        count(distinct account_type) as products_held
    from accounts
    where closed_on is null
    group by customer_id

)

select
    customers.customer_id,
    measured.measured_on,
    {{ banded('coalesce(activity.transactions_30d, 0)', [0, 1, 3, 5, 10]) }} as transactions_30d,
    {{ banded('coalesce(activity.transactions_90d, 0)', [0, 1, 3, 5, 10]) }} as transactions_90d,
    {{ banded('coalesce(activity.amount_90d, 0)', [0, 1000, 10000, 100000]) }} as amount_90d,
    {{ banded('measured.measured_on - activity.last_on', [0, 30, 90]) }} as recency_days,
    {{ banded('measured.measured_on - customers.relationship_started_on', [0, 365, 1095]) }} as tenure_days,
    {{ banded('coalesce(products.products_held, 0)', [0, 1, 2, 3]) }} as products_held,
    case when activity.transactions_90d > 0 then 1 else 0 end as active_90d,
    coalesce(activity.transactions_90d, 0) as transaction_count_90d,
    cast(coalesce(activity.amount_90d, 0) as decimal(18, 2)) as settled_cny_90d
from customers
cross join measured
left join activity on customers.customer_id = activity.customer_id
left join products on customers.customer_id = products.customer_id
