with payments as (

    select * from {{ ref('int_unregistered_payment') }}
    where counts

)

select
    cast(date_trunc('month', business_date) as date) as month,
    payer_key_kind,
    count(*) as payments,
    count(case when is_registered then 1 end) as registered_payments,
    cast(round(100.0 * count(case when is_registered then 1 end) / count(*), 2) as decimal(5, 2)) as coverage_pct
from payments
group by cast(date_trunc('month', business_date) as date), payer_key_kind
