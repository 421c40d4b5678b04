-- Rendered by `make views` from << source >>: change that.
-- Over the records of anonymised.<< entity.name >> alone, so that two releases differ in no group under k persons either.

{#- Active customers are rounded down: the rest of a group must be no small group either. #}
{% set records %}
    select
        own.person_id,
        coalesce(own.label[<< major_place >>], '(none)') as major,
        coalesce(own.label[<< minor_place >>], '(none)') as minor,
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
    << major >>,
    << minor >>,
    persons as customers,
    active_customers,
    transactions_90d,
    cast(amount_90d as decimal(18, 2)) as amount_90d
from (
    {{ summary(
        records, '<< major >>', '<< minor >>',
        {
            'active_customers': 'cast(sum(active_90d) - mod(sum(active_90d), ' ~ << policy.k_sql >> ~ ') as bigint)',
            'transactions_90d': 'cast(sum(transaction_count_90d) as bigint)',
            'amount_90d': 'sum(settled_cny_90d)',
        },
        << policy.k_sql >>,
        amounts=['transaction_count_90d', 'settled_cny_90d']
    ) }}
) as summed
