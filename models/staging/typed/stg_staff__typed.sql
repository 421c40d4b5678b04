-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('staff', [
        'staff_id', 'login_role', 'unit', 'joined_on', 'left_on', 'confidentiality_signed_on',
        'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('staff_id') }} as staff_id,
        {{ read_text('login_role') }} as login_role,
        {{ read_text('unit') }} as unit,
        {{ read_date('joined_on') }} as joined_on,
        {{ read_date('left_on') }} as left_on,
        {{ read_date('confidentiality_signed_on') }} as confidentiality_signed_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        joined_on is not null as has_joined_on,
        left_on is not null as has_left_on,
        confidentiality_signed_on is not null as has_confidentiality_signed_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'staff_id:key_missing': "typed.staff_id is null",
            'joined_on:unreadable': "typed.has_joined_on and typed.joined_on is null",
            'left_on:unreadable': "typed.has_left_on and typed.left_on is null",
            'confidentiality_signed_on:unreadable': "typed.has_confidentiality_signed_on and typed.confidentiality_signed_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.staff_id is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['staff_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
