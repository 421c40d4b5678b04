-- Rendered by `make views` from the anonymise blocks of models/logical/: change those.

with

measured as (
    {{ release_audit(
        'account',
        ref('lbl_account'),
        ref('lbl_account_withdrawal'),
        ref('lbl_account_leaf'),
        ['gender', 'birth_date', 'province', 'account_type', 'currency', 'status', 'opened_on'],
        [],
        var('k_anonymity')
    ) }}
    union all
    {{ release_audit(
        'customer',
        ref('lbl_customer'),
        ref('lbl_customer_withdrawal'),
        ref('lbl_customer_leaf'),
        ['gender', 'birth_date', 'province', 'status', 'transactions_30d', 'transactions_90d', 'recency_days', 'tenure_days', 'products_held', 'amount_90d'],
        [2],
        var('k_anonymity')
    ) }}
    union all
    {{ release_audit(
        'identity_document',
        ref('lbl_identity_document'),
        ref('lbl_identity_document_withdrawal'),
        ref('lbl_identity_document_leaf'),
        ['gender', 'birth_date', 'document_type', 'valid_from'],
        [],
        var('k_anonymity')
    ) }}
    union all
    {{ release_audit(
        'interaction',
        ref('lbl_interaction'),
        ref('lbl_interaction_withdrawal'),
        ref('lbl_interaction_leaf'),
        ['gender', 'birth_date', 'province', 'kind', 'channel', 'outcome', 'occurred_at'],
        [],
        var('k_anonymity')
    ) }}
    union all
    {{ release_audit(
        'transaction',
        ref('lbl_transaction'),
        ref('lbl_transaction_withdrawal'),
        ref('lbl_transaction_leaf'),
        ['gender', 'birth_date', 'province', 'transaction_type', 'direction', 'currency', 'channel', 'occurred_at', 'amount'],
        [],
        var('k_anonymity')
    ) }}
)

select
    relation,
    cast({{ var('anonymisation_epoch') }} as bigint) as epoch,
    cast(k_declared as bigint) as k_declared,
    k,
    l_distinct,
    cast(t_equal as decimal(18, 8)) as t_equal,
    classes,
    uniques,
    cast(highest_risk as decimal(18, 8)) as highest_risk,
    cast(average_risk as decimal(18, 8)) as average_risk,
    cast(gcp as decimal(18, 8)) as gcp,
    cast(discernibility as bigint) as discernibility,
    records,
    suppressed,
    nodes,
    case
        when records = 0 then 'nothing released / 未发布'
        when k >= k_declared then 'level 3 if an officer judges the risk acceptable / 经责任人判定风险可接受方为第3级'
        else 'level 2: risk above what was declared / 第2级：风险高于声明值'
    end as gbt_42460_note
from measured
