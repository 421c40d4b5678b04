-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_authorisations__typed'), [
    'authorisation_id', 'account_id', 'grantor_customer_id', 'grantee_customer_id', 'scope',
    'signed_on', 'valid_from', 'valid_to', 'revoked_on', 'dq_flags',
]) }}

select
    authorisation_id,
    account_id,
    grantor_customer_id,
    grantee_customer_id,
    scope,
    signed_on,
    valid_from,
    valid_to,
    revoked_on,
    loaded_at,
    {{ conflict_flag('authorisations') }} as dq_flags,
    is_current,
    is_repeated
from versions
