-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('customer_owners', [
        'customer_id', 'owner', 'valid_from', 'valid_to', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('owner') }} as owner,
        {{ read_date('valid_from') }} as valid_from,
        {{ read_date('valid_to') }} as valid_to,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        valid_from is not null as has_valid_from,
        valid_to is not null as has_valid_to
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'customer_id:key_missing': "typed.customer_id is null",
            'owner:key_missing': "typed.owner is null",
            'valid_from:unreadable': "typed.has_valid_from and typed.valid_from is null",
            'valid_to:unreadable': "typed.has_valid_to and typed.valid_to is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.customer_id is null or typed.owner is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['customer_id', 'owner', 'valid_from']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
