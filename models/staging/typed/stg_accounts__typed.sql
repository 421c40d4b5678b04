-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

currencies as (
    select currency from {{ ref('currencies') }}
),

raw as (
    {{ raw('accounts', [
        'account_id', 'customer_id', 'account_type', 'account_number', 'currency', 'opened_on',
        'closed_on', 'status', 'branch_country', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('account_id') }} as account_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('account_type') }} as account_type,
        {{ read_text('account_number') }} as account_number,
        {{ read_text('currency') }} as currency,
        {{ read_date('opened_on') }} as opened_on,
        {{ read_date('closed_on') }} as closed_on,
        {{ read_text('status') }} as status,
        {{ read_text('branch_country') }} as branch_country,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        opened_on is not null as has_opened_on,
        closed_on is not null as has_closed_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'account_id:key_missing': "typed.account_id is null",
            'currency:unknown_currency': "currencies.currency is null",
            'opened_on:unreadable': "typed.has_opened_on and typed.opened_on is null",
            'closed_on:unreadable': "typed.has_closed_on and typed.closed_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.account_id is null or typed.loaded_at is null as is_dropped
    from typed
    left join currencies on typed.currency = currencies.currency
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['account_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
