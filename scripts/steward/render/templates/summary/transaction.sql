-- Rendered by `make views` from << source >>: change that.
-- Over the records of anonymised.<< entity.name >> alone, so that two releases differ in no group under k persons either.

{% set records %}
    select
        own.person_id,
        coalesce(own.label[<< major_place >>], '(none)') as major,
        coalesce(own.label[<< minor_place >>], '(none)') as minor,
        -- The largest amounts count as the bound that k persons reach: nobody's payment makes a sum.
        yuan.amount - greatest(yuan.amount - cast(own.top as decimal(28, 8)), 0) as amount
    from (
        {{ standing_persons(
            ref('lbl_transaction'), ref('lbl_transaction_withdrawal'), ref('lbl_transaction_leaf'), << amount_place >>
        ) }}
    ) as own
    left join (
        select transaction_id, amount
        from {{ ref('ldm_transaction') }}
        where currency = 'CNY'
    ) as yuan on own.record_id = yuan.transaction_id
{% endset %}

select
    << major >>,
    << minor >>,
    persons as customers,
    transactions,
    cast(amount as decimal(18, 2)) as amount
from (
    {{ summary(
        records, '<< major >>', '<< minor >>',
        {'transactions': 'count(*)', 'amount': 'sum(amount)'},
        << policy.k_sql >>,
        amounts=['amount']
    ) }}
) as summed
