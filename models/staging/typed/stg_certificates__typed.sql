-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('certificates', [
        'certificate_id', 'account_id', 'customer_id', 'event', 'occurred_at', 'valid_to',
        'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('certificate_id') }} as certificate_id,
        {{ read_text('account_id') }} as account_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('event') }} as event,
        {{ read_timestamp('occurred_at') }} as occurred_at,
        {{ read_date('valid_to') }} as valid_to,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        valid_to is not null as has_valid_to
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'certificate_id:key_missing': "typed.certificate_id is null",
            'event:key_missing': "typed.event is null",
            'occurred_at:date_unreadable': "typed.occurred_at is null",
            'valid_to:unreadable': "typed.has_valid_to and typed.valid_to is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.certificate_id is null or typed.event is null or typed.occurred_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['certificate_id', 'event', exact_time('occurred_at')]) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('occurred_at', 'timestamptz', as_of_date()) }}
