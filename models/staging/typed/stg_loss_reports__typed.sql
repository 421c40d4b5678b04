-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('loss_reports', [
        'report_id', 'account_id', 'reported_at', 'reported_via', 'written_confirmation_on',
        'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('report_id') }} as report_id,
        {{ read_text('account_id') }} as account_id,
        {{ read_timestamp('reported_at') }} as reported_at,
        {{ read_text('reported_via') }} as reported_via,
        {{ read_date('written_confirmation_on') }} as written_confirmation_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        written_confirmation_on is not null as has_written_confirmation_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'report_id:key_missing': "typed.report_id is null",
            'reported_at:date_unreadable': "typed.reported_at is null",
            'written_confirmation_on:unreadable': "typed.has_written_confirmation_on and typed.written_confirmation_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.report_id is null or typed.reported_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['report_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('reported_at', 'timestamptz', as_of_date()) }}
