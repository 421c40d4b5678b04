-- Rendered by `make views` from models/logical/ldm_customer.yml: change that.
-- Over the records of anonymised.customer alone, so that two releases differ in no group under k persons either.

{#- Active customers are rounded down: the rest of a group must be no small group either. #}
{% set records %}
    select
        own.person_id,
        coalesce(own.label[2], '(none)') as major,
        coalesce(own.label[1], '(none)') as minor,
        behaviour.active_90d,
        behaviour.transaction_count_90d,
        behaviour.settled_cny_90d
    from (
        {{ standing_persons(
            ref('lbl_customer'), ref('lbl_customer_withdrawal'), ref('lbl_customer_leaf')
        ) }}
    ) as own
    left join {{ ref('ldm_customer_behaviour') }} as behaviour on own.person_id = behaviour.customer_id
{% endset %}

select
    birth_date,
    gender,
    persons as customers,
    active_customers,
    transactions_90d,
    cast(amount_90d as decimal(18, 2)) as amount_90d
from (
    {{ summary(
        records, 'birth_date', 'gender',
        {
            'active_customers': 'cast(sum(active_90d) - mod(sum(active_90d), ' ~ var('k_anonymity') ~ ') as bigint)',
            'transactions_90d': 'cast(sum(transaction_count_90d) as bigint)',
            'amount_90d': 'sum(settled_cny_90d)',
        },
        var('k_anonymity'),
        amounts=['transaction_count_90d', 'settled_cny_90d']
    ) }}
) as summed
