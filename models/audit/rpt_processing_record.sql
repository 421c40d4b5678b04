-- The record of GDPR 30 and PIPL 55-56, one purpose a row, from the rows that the views are rendered from.

with

purposes as (
    select * from {{ ref('purposes') }}
),

purpose_attributes as (
    select
        purpose_attributes.purpose,
        count(*) as attributes,
        count(case when attributes.class = 'sensitive' then 1 end) as sensitive_attributes,
        string_agg(attributes.name_zh, '、' order by attributes.attribute) as attributes_zh,
        string_agg(attributes.name_en, ', ' order by attributes.attribute) as attributes_en
    from {{ ref('purpose_attributes') }} as purpose_attributes
    inner join {{ ref('attributes') }} as attributes on purpose_attributes.attribute = attributes.attribute
    group by purpose_attributes.purpose
),

audiences as (
    select
        purpose,
        string_agg(audience, ', ' order by audience) as audiences
    from {{ ref('audiences') }}
    group by purpose
),

terms as (
    select distinct
        purpose,
        recipient_id
    from {{ ref('disclosure_terms') }}
),

recipients as (
    select
        terms.purpose,
        string_agg(recipients.name_zh, '、' order by recipients.recipient_id) as recipients_zh,
        string_agg(recipients.name_en, ', ' order by recipients.recipient_id) as recipients_en,
        count(case when upper(recipients.country) <> 'CN' then 1 end) as recipients_overseas
    from terms
    inner join {{ ref('recipients') }} as recipients on terms.recipient_id = recipients.recipient_id
    group by terms.purpose
),

provisions as (
    select * from {{ ref('ldm_provision') }}
)

select
    purposes.purpose,
    purposes.name_zh,
    purposes.name_en,
    purposes.legal_basis_provision,
    provisions.title_zh as basis_zh,
    provisions.title_en as basis_en,
    purposes.opt_outable as can_be_refused,
    coalesce(purpose_attributes.attributes, 0) as attributes,
    coalesce(purpose_attributes.sensitive_attributes, 0) as sensitive_attributes,
    purpose_attributes.attributes_zh,
    purpose_attributes.attributes_en,
    audiences.audiences,
    recipients.recipients_zh,
    recipients.recipients_en,
    coalesce(recipients.recipients_overseas, 0) as recipients_overseas,
    case when provisions.provision_id is null then 'fail' else 'pass' end as state
from purposes
left join purpose_attributes on purposes.purpose = purpose_attributes.purpose
left join audiences on purposes.purpose = audiences.purpose
left join recipients on purposes.purpose = recipients.purpose
left join provisions on purposes.legal_basis_provision = provisions.provision_id
order by purposes.purpose
