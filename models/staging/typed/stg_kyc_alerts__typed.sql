-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('kyc_alerts', [
        'alert_id', 'customer_id', 'alert_type', 'raised_on', 'state', 'closed_on', 'report_type',
        'reported_on', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('alert_id') }} as alert_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('alert_type') }} as alert_type,
        {{ read_date('raised_on') }} as raised_on,
        {{ read_text('state') }} as state,
        {{ read_date('closed_on') }} as closed_on,
        {{ read_text('report_type') }} as report_type,
        {{ read_date('reported_on') }} as reported_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        closed_on is not null as has_closed_on,
        reported_on is not null as has_reported_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'alert_id:key_missing': "typed.alert_id is null",
            'raised_on:date_unreadable': "typed.raised_on is null",
            'closed_on:unreadable': "typed.has_closed_on and typed.closed_on is null",
            'reported_on:unreadable': "typed.has_reported_on and typed.reported_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.alert_id is null or typed.raised_on is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['alert_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('raised_on', 'date', as_of_date()) }}
