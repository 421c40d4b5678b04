-- Rendered by `make views` from models/logical/ldm_transaction.yml: change that.
-- Over the records of anonymised.transaction alone, so that two releases differ in no group under k persons either.

{% set records %}
    select
        own.person_id,
        coalesce(own.label[8], '(none)') as major,
        coalesce(own.label[4], '(none)') as minor,
        -- The largest amounts count as the bound that k persons reach: nobody's payment makes a sum.
        yuan.amount - greatest(yuan.amount - cast(own.top as decimal(28, 8)), 0) as amount
    from (
        {{ standing_persons(
            ref('lbl_transaction'), ref('lbl_transaction_withdrawal'), ref('lbl_transaction_leaf'), 9
        ) }}
    ) as own
    left join (
        select transaction_id, amount
        from {{ ref('ldm_transaction') }}
        where currency = 'CNY'
    ) as yuan on own.record_id = yuan.transaction_id
{% endset %}

select
    occurred_at,
    transaction_type,
    persons as customers,
    transactions,
    cast(amount as decimal(18, 2)) as amount
from (
    {{ summary(
        records, 'occurred_at', 'transaction_type',
        {'transactions': 'count(*)', 'amount': 'sum(amount)'},
        var('k_anonymity'),
        amounts=['amount']
    ) }}
) as summed
