-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('agreements', [
        'agreement_id', 'recipient_id', 'agreement_type', 'purpose', 'attributes',
        'disclosure_level', 'signed_on', 'valid_from', 'valid_to', 'renewal_notice_days',
        'onward_transfer_allowed', 'loaded_at',
    ], optional=['transfer_route', 'storage_country', 'penalty_amount']) }}
),

typed as (
    select
        {{ read_text('agreement_id') }} as agreement_id,
        {{ read_text('recipient_id') }} as recipient_id,
        {{ read_text('agreement_type') }} as agreement_type,
        {{ read_text('purpose') }} as purpose,
        {{ read_text('attributes') }} as attributes,
        {{ read_text('disclosure_level') }} as disclosure_level,
        {{ read_date('signed_on') }} as signed_on,
        {{ read_date('valid_from') }} as valid_from,
        {{ read_date('valid_to') }} as valid_to,
        {{ read_bigint('renewal_notice_days') }} as renewal_notice_days,
        {{ read_boolean('onward_transfer_allowed') }} as onward_transfer_allowed,
        {{ read_text('transfer_route') }} as transfer_route,
        {{ read_text('storage_country') }} as storage_country,
        {{ read_decimal('penalty_amount', 18, 2) }} as penalty_amount,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        signed_on is not null as has_signed_on,
        valid_from is not null as has_valid_from,
        valid_to is not null as has_valid_to,
        renewal_notice_days is not null as has_renewal_notice_days,
        onward_transfer_allowed is not null as has_onward_transfer_allowed,
        penalty_amount is not null as has_penalty_amount
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'agreement_id:key_missing': "typed.agreement_id is null",
            'signed_on:unreadable': "typed.has_signed_on and typed.signed_on is null",
            'valid_from:unreadable': "typed.has_valid_from and typed.valid_from is null",
            'valid_to:unreadable': "typed.has_valid_to and typed.valid_to is null",
            'renewal_notice_days:unreadable': "typed.has_renewal_notice_days and typed.renewal_notice_days is null",
            'onward_transfer_allowed:unreadable': "typed.has_onward_transfer_allowed and typed.onward_transfer_allowed is null",
            'penalty_amount:unreadable': "typed.has_penalty_amount and typed.penalty_amount is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.agreement_id is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['agreement_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
