-- Rendered by `make views` from << source >>: change that.
-- Over the records of anonymised.<< entity.name >> alone, so that two releases differ in no group under k persons either.

{% set records %}
    select
        own.person_id,
        coalesce(own.label[<< major_place >>], '(none)') as major,
        coalesce(own.label[<< minor_place >>], '(none)') as minor,
        -- The largest amounts count as the bound that k persons reach: nobody's payment makes a sum.
        case when source.currency = 'CNY' then least(source.amount, cast(own.top as decimal(28, 8))) end as amount
    from (
        {{ standing_persons(
            ref('lbl_transaction'), ref('lbl_transaction_withdrawal'), ref('lbl_transaction_leaf'), << amount_place >>
        ) }}
    ) as own
    inner join {{ ref('ldm_transaction') }} as source on own.record_id = source.transaction_id
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
        << policy.k_sql >>
    ) }}
) as summed
