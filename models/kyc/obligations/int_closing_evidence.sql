with evidence as (

    select evidence.*
    from {{ ref('kyc_evidence__personal_data') }} as evidence
    inner join {{ ref('evidence_types') }} as types
        on evidence.obligation_type = types.obligation_type and evidence.evidence_type = types.evidence_type
    inner join {{ ref('evidence_outcomes') }} as outcomes on evidence.outcome = outcomes.outcome and outcomes.closes

),

recipients as (

    select distinct recipient_id
    from {{ ref('recipient__personal_data') }}

),

agreements as (

    select
        recipient_id,
        coalesce(valid_from, signed_on) as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from {{ ref('agreement__personal_data') }}
    where agreement_type = 'delegation' and signed_on is not null

),

merchants as (

    select distinct customer_id
    from {{ ref('merchant__personal_data') }}

),

own_work as (

    select min(effective_from) as since
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-DELEGATE' and rule_version = 2

),

documents as (

    select * from {{ ref('int_document') }}

)

select
    evidence.customer_id,
    cast(null as varchar) as subject_id,
    evidence.obligation_type,
    evidence.performed_on as closed_on,
    -- A copy proves identity while its document is valid; whatever else was done stays done.
    case
        when evidence.evidence_type not in ('id_copy', 'licence_copy') then date '9999-12-31'
        when documents.copy_on_file then documents.last_valid_day
    end as last_valid_day,
    evidence.evidence_id
from evidence
cross join own_work
left join recipients on evidence.performed_by = recipients.recipient_id
left join merchants on evidence.customer_id = merchants.customer_id
left join documents on evidence.document_id = documents.document_id
where (evidence.document_id is null or evidence.evidence_type not in ('id_copy', 'licence_copy') or documents.last_valid_day >= evidence.performed_on)
    and (
        recipients.recipient_id is null
        or (
            exists (
                select 1 from agreements
                where agreements.recipient_id = evidence.performed_by
                    and evidence.performed_on between agreements.valid_from and agreements.valid_to
            )
            and not (merchants.customer_id is not null and evidence.performed_on >= own_work.since)
        )
    )
