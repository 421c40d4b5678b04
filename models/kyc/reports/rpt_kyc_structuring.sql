{#- Payments of one day just below the bar for one: candidates for an alert (AML Law 54(7)), never an alert. -#}
with bars as (

    select
        rule_version,
        amount_cny,
        effective_from,
        effective_to
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-SINGLE'

),

payments as (

    select * from {{ ref('int_flow') }}
    where counts and cny is not null

)

select
    payments.customer_id,
    payments.business_date,
    bars.amount_cny as threshold_cny,
    count(*) as payments,
    cast(sum(payments.cny) as decimal(38, 2)) as total_cny,
    cast(max(payments.cny) as decimal(18, 2)) as highest_cny
from payments
inner join bars on payments.business_date between bars.effective_from and bars.effective_to
where payments.cny < bars.amount_cny
group by payments.customer_id, payments.business_date, bars.amount_cny
having count(*) > 1 and sum(payments.cny) >= bars.amount_cny
