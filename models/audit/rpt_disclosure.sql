with

agreements as (
    select * from {{ ref('ldm_agreement') }}
),

recipients as (
    select * from {{ ref('ldm_recipient') }}
),

disclosures as (
    select * from {{ ref('ldm_disclosure') }}
    where coalesce(direction, 'out') = 'out'
),

sent as (
    select
        recipient_id,
        agreement_id,
        count(*) as disclosures,
        cast(sum(row_count) as bigint) as rows_sent,
        max(disclosed_at) as last_sent_at
    from disclosures
    group by recipient_id, agreement_id
),

paired as (
    select
        coalesce(agreements.recipient_id, sent.recipient_id) as recipient_id,
        coalesce(agreements.agreement_id, sent.agreement_id) as agreement_id,
        agreements.agreement_id is not null as has_agreement,
        agreements.purpose,
        agreements.attributes,
        agreements.disclosure_level,
        agreements.signed_on,
        agreements.valid_from,
        agreements.valid_to,
        agreements.transfer_route,
        agreements.storage_country,
        coalesce(sent.disclosures, 0) as disclosures,
        coalesce(sent.rows_sent, 0) as rows_sent,
        sent.last_sent_at
    from agreements
    full outer join sent
        on agreements.agreement_id = sent.agreement_id and agreements.recipient_id = sent.recipient_id
)

select
    paired.recipient_id,
    recipients.name as recipient_name,
    recipients.kind,
    recipients.country,
    paired.agreement_id,
    paired.purpose,
    paired.attributes,
    paired.disclosure_level,
    paired.valid_from,
    paired.valid_to,
    paired.transfer_route,
    paired.storage_country,
    paired.disclosures,
    paired.rows_sent,
    cast(paired.last_sent_at at time zone 'Asia/Shanghai' as date) as last_sent_on,
    case
        when not paired.has_agreement then 'fail'
        -- What was sent after the last day, or before the first, had no agreement to stand on.
        when
            paired.disclosures > 0
            and (
                paired.signed_on is null
                or cast(paired.last_sent_at at time zone 'Asia/Shanghai' as date) not between paired.valid_from
                and coalesce(paired.valid_to, date '9999-12-31')
            )
            then 'fail'
        when paired.disclosures = 0 then 'not_applicable'
        else 'pass'
    end as state
from paired
left join recipients on paired.recipient_id = recipients.recipient_id
order by paired.recipient_id, paired.agreement_id
