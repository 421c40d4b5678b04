-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('customer_preferences', [
        'customer_id', 'preference', 'value', 'notice_version', 'channel', 'collected_at',
        'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('preference') }} as preference,
        {{ read_text('value') }} as value,
        {{ read_text('notice_version') }} as notice_version,
        {{ read_text('channel') }} as channel,
        {{ read_timestamp('collected_at') }} as collected_at,
        {{ read_timestamp('loaded_at') }} as loaded_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'customer_id:key_missing': "typed.customer_id is null",
            'preference:key_missing': "typed.preference is null",
            'collected_at:date_unreadable': "typed.collected_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.customer_id is null or typed.preference is null or typed.collected_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['customer_id', 'preference', exact_time('collected_at')]) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('collected_at', 'timestamptz', as_of_date()) }}
