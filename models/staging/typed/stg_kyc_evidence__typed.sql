-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('kyc_evidence', [
        'evidence_id', 'customer_id', 'obligation_type', 'evidence_type', 'document_id',
        'performed_on', 'performed_by', 'outcome', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('evidence_id') }} as evidence_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('obligation_type') }} as obligation_type,
        {{ read_text('evidence_type') }} as evidence_type,
        {{ read_text('document_id') }} as document_id,
        {{ read_date('performed_on') }} as performed_on,
        {{ read_text('performed_by') }} as performed_by,
        {{ read_text('outcome') }} as outcome,
        {{ read_timestamp('loaded_at') }} as loaded_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'evidence_id:key_missing': "typed.evidence_id is null",
            'performed_on:date_unreadable': "typed.performed_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.evidence_id is null or typed.performed_on is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['evidence_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('performed_on', 'date', as_of_date()) }}
