-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('control_totals', [
        'table_name', 'business_date', 'row_count', 'amount', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('table_name') }} as table_name,
        {{ read_date('business_date') }} as business_date,
        {{ read_bigint('row_count') }} as row_count,
        {{ read_decimal('amount', 18, 2) }} as amount,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        row_count is not null as has_row_count,
        amount is not null as has_amount
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'table_name:key_missing': "typed.table_name is null",
            'business_date:date_unreadable': "typed.business_date is null",
            'row_count:unreadable': "typed.has_row_count and typed.row_count is null",
            'amount:unreadable': "typed.has_amount and typed.amount is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.table_name is null or typed.business_date is null or typed.loaded_at is null as is_dropped
    from typed
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['table_name', 'business_date']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('business_date', 'date', as_of_date()) }}
