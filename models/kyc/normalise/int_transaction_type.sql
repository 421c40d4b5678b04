with types as (

    select * from {{ ref('transaction_types') }}

),

-- What a core system writes beside the types that are described, and nothing at all.
undescribed as (

    select distinct coalesce(versions.transaction_type, '') as transaction_type
    from {{ ref('transaction_version__personal_data') }} as versions
    left join types on versions.transaction_type = types.transaction_type
    where types.transaction_type is null

),

-- What is not described counts as a payment and is an exception.
all_types as (

    select
        transaction_type, true as is_known, counts, is_reversal, is_refund, own_card, is_product, is_transfer,
        negative_amount = 'flips' as flips
    from types
    union all
    select transaction_type, false, true, false, false, false, false, true, false
    from undescribed

)

-- The readings are applied to every type once, and not to every row.
select
    transaction_type,
    is_known,
    is_reversal,
    is_product,
    is_transfer,
    flips,
    case
        when {{ reading('AMB04') }} = 'B' and own_card then false
        when {{ reading('AMB05') }} = 'B' and is_refund then false
        else counts or {{ reading('AMB19') }} = 'B'
    end as counts,
    {{ reading('AMB07') }} = 'B' as counts_attempts,
    {{ reading('AMB12') }} = 'B' as is_rated_today
from all_types
