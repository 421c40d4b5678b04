with purposes as (

    select
        customer_id,
        min(valid_from_load) as known_at
    from {{ ref('customer_version__personal_data') }}
    where relationship_purpose is not null
    group by customer_id

),

unlinked as (

    select distinct customer_id
    from {{ ref('int_customer_identity') }}
    where basis = 'document'

),

merchants as (

    select
        merchant_id,
        customer_id,
        last_visited_on
    from {{ ref('merchant__personal_data') }}

),

copies as (

    select
        customer_id,
        closed_on,
        last_valid_day
    from {{ ref('int_closing_document') }}
    where obligation_type = 'VERIFY_ID_COPY'

),

agencies as (

    select orders.*
    from {{ ref('int_prepaid_order') }} as orders
    where orders.agency_confirmed
        and exists (
            select 1 from copies
            where copies.customer_id = orders.agent_customer_id
                and orders.business_date between copies.closed_on and copies.last_valid_day
        )
        and exists (
            select 1 from copies
            where copies.customer_id = orders.buyer_customer_id
                and orders.business_date between copies.closed_on and copies.last_valid_day
        )

)

select customer_id, cast(null as varchar) as subject_id, 'RATE_RISK' as obligation_type, rated_on as closed_on,
    date '9999-12-31' as last_valid_day, 'rating:' || rating_id as evidence_id
from {{ ref('risk_rating__personal_data') }}
union all
select customer_id, null, 'REVIEW', rated_on, date '9999-12-31', 'rating:' || rating_id
from {{ ref('risk_rating__personal_data') }}
union all
select customer_id, null, 'RECORD_PURPOSE', {{ shanghai_date('known_at') }}, date '9999-12-31', 'customer:' || customer_id
from purposes
union all
select customer_id, null, 'IDENTIFY_UBO', coalesce(valid_from, {{ shanghai_date('loaded_at') }}),
    coalesce(valid_to, date '9999-12-31'), 'beneficial_owner:' || customer_id
from {{ ref('beneficial_owner__personal_data') }}
union all
-- One record, or records that were merged, are managed as one customer; a likeness of documents alone is not.
select accounts.customer_id, null, 'LINK_ACCOUNTS', min(accounts.opened_on), date '9999-12-31',
    'customer:' || accounts.customer_id
from {{ ref('account__personal_data') }} as accounts
left join unlinked on accounts.customer_id = unlinked.customer_id
where unlinked.customer_id is null and accounts.opened_on is not null
group by accounts.customer_id
union all
select customer_id, merchant_id, 'REVISIT_MERCHANT', last_visited_on, date '9999-12-31', 'merchant:' || merchant_id
from merchants
where last_visited_on is not null
union all
select merchants.customer_id, merchants.merchant_id, 'REVISIT_MERCHANT',
    {{ shanghai_date('visits.occurred_at') }}, date '9999-12-31', 'interaction:' || visits.interaction_id
from merchants
inner join {{ ref('interaction__personal_data') }} as visits
    on merchants.customer_id = visits.customer_id and visits.kind = 'visit'
union all
select agent_customer_id, order_id, 'VERIFY_AGENT', business_date, date '9999-12-31', 'order:' || order_id
from agencies
union all
select null, transaction_id, 'REGISTER_VERIFY_NO_COPY', business_date, date '9999-12-31', 'transaction:' || transaction_id
from {{ ref('int_unregistered_payment') }}
where is_registered
union all
select customer_id, alert_id, 'REPORT_STR', reported_on, date '9999-12-31', 'alert:' || alert_id
from {{ ref('kyc_alert__personal_data') }}
where reported_on is not null
