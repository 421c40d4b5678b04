{{ config(post_hook='{{ report_exceptions() }}') }}
with transactions as (

    select * from {{ ref('int_transaction_normalised') }}

),

known_accounts as (

    select account_id from {{ ref('account__personal_data') }}

),

-- A rate may run out while a balance stands.
unrated as (

    select
        owners.account_id || '@' || cast(spells.balance_date as varchar) as source_id,
        spells.balance_date
    from {{ ref('int_balance_spell') }} as spells
    inner join {{ ref('int_balance_owner') }} as owners on spells.owner_no = owners.owner_no
    left join {{ ref('int_fx_period') }} as periods
        on spells.currency = periods.currency
        and spells.held_from <= periods.period_to
        and spells.held_to >= periods.period_from
    where spells.currency <> 'CNY' and spells.balance <> 0 and spells.held_from <= {{ as_of_date() }}
    group by owners.account_id, spells.balance_date, spells.customer_no, spells.held_from, spells.held_to
    having
        coalesce(
            sum(
                least(periods.period_to, spells.held_to, {{ as_of_date() }})
                - greatest(periods.period_from, spells.held_from) + 1
            ), 0
        ) < least(spells.held_to, {{ as_of_date() }}) - spells.held_from + 1

),

found as (

    select 'transaction' as source_type, transaction_id as source_id, business_date, amount_problem as exception_type
    from transactions
    where (counts or would_count) and amount_problem is not null
    union all
    select 'transaction', transaction_id, business_date, 'conflict' from transactions where is_conflict
    union all
    select 'transaction', transaction_id, business_date, 'negative_amount' from transactions where is_negative
    union all
    select 'transaction', transaction_id, business_date, 'unknown_type' from transactions where is_unknown_type
    union all
    select 'transaction', transaction_id, business_date, 'unlinked_reversal' from transactions
    where is_unlinked_reversal and state = 'settled'
    union all
    select 'transaction', transaction_id, business_date, 'failed_attempt' from transactions where state = 'failed'
    union all
    select 'transaction', transactions.transaction_id, transactions.business_date, 'unknown_account'
    from transactions
    left join known_accounts on transactions.account_id = known_accounts.account_id
    where transactions.account_id is not null and known_accounts.account_id is null
    union all
    select distinct
        'balance', owners.account_id || '@' || cast(spells.balance_date as varchar), spells.balance_date,
        case when spells.balance is null then 'balance_missing' else 'currency_missing' end
    from {{ ref('int_balance_spell') }} as spells
    inner join {{ ref('int_balance_owner') }} as owners on spells.owner_no = owners.owner_no
    where spells.balance is null or spells.currency is null
    union all
    select distinct 'balance', source_id, balance_date, 'rate_missing' from unrated
    union all
    select 'order', order_id, business_date, 'amount_unknown' from {{ ref('int_prepaid_order') }} where all_cny is null
    union all
    select 'document', document_id, verified_on,
        case when valid_to_text is null then 'validity_missing' else 'validity_unreadable' end
    from {{ ref('int_document') }}
    where valid_to is null
    union all
    select 'customer', customer_id, cast(null as date), 'kind_unknown' from {{ ref('int_customer_kind') }}
    where kind_unknown

)

select
    md5(source_type || '|' || source_id || '|' || exception_type) as exception_id,
    exception_type,
    source_type,
    source_id,
    business_date,
    exception_type in (
        'amount_missing', 'currency_missing', 'rate_missing', 'dollar_rate_missing', 'balance_missing', 'amount_unknown'
    ) as leaves_undetermined
from found
