-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('authorisations', [
        'authorisation_id', 'account_id', 'grantor_customer_id', 'grantee_customer_id', 'scope',
        'signed_on', 'valid_from', 'valid_to', 'revoked_on', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('authorisation_id') }} as authorisation_id,
        {{ read_text('account_id') }} as account_id,
        {{ read_text('grantor_customer_id') }} as grantor_customer_id,
        {{ read_text('grantee_customer_id') }} as grantee_customer_id,
        {{ read_text('scope') }} as scope,
        {{ read_date('signed_on') }} as signed_on,
        {{ read_date('valid_from') }} as valid_from,
        {{ read_date('valid_to') }} as valid_to,
        {{ read_date('revoked_on') }} as revoked_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        signed_on is not null as has_signed_on,
        valid_from is not null as has_valid_from,
        valid_to is not null as has_valid_to,
        revoked_on is not null as has_revoked_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'authorisation_id:key_missing': "typed.authorisation_id is null",
            'signed_on:unreadable': "typed.has_signed_on and typed.signed_on is null",
            'valid_from:unreadable': "typed.has_valid_from and typed.valid_from is null",
            'valid_to:unreadable': "typed.has_valid_to and typed.valid_to is null",
            'revoked_on:unreadable': "typed.has_revoked_on and typed.revoked_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.authorisation_id is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['authorisation_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
