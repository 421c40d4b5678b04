with reversals as (

    select
        payments.transaction_id,
        payments.reverses_transaction_id
    from {{ ref('int_transaction_current') }} as payments
    inner join {{ ref('int_transaction_type') }} as types on payments.transaction_type = types.transaction_type
    where types.is_reversal
        and payments.reverses_transaction_id is not null
        and payments.state = 'settled'
        and {{ reading('AMB06') }} = 'A'

),

-- Without its original a reversal removes nothing; a reversed reversal removes its original all the same.
linked as (

    select
        reversals.transaction_id as reversal_id,
        originals.transaction_id as original_id
    from {{ ref('transaction_version__personal_data') }} as originals
    inner join reversals on originals.transaction_id = reversals.reverses_transaction_id

),

own_legs as (

    select payments.transaction_id
    from {{ ref('int_transaction_current') }} as payments
    inner join {{ ref('int_account_owner') }} as here on payments.account_id = here.account_id
    inner join {{ ref('int_account_owner') }} as there
        on payments.counterparty_account_id = there.account_id and here.customer_id = there.customer_id
    where payments.counterparty_account_id is not null and {{ reading('AMB03') }} = 'B'

),

found as (

    select reversal_id as transaction_id, 1 as reversed from linked
    union all
    select original_id as transaction_id, 1 as reversed from linked
    union all
    select transaction_id, 0 as reversed from own_legs

)

select
    transaction_id,
    max(reversed) = 1 as is_reversed
from found
group by transaction_id
