with notices as (

    select * from {{ ref('fct_kyc_trigger') }}
    where rule_id = 'PI-IDNOTICE' and state = 'fired'

),

obligations as (

    select * from {{ ref('fct_kyc_obligation') }}
    where obligation_type = 'NOTIFY_ID_EXPIRY'

)

select
    notices.subject_id as document_id,
    notices.customer_id,
    documents.document_type,
    documents.valid_to,
    obligations.due_date,
    obligations.state,
    obligations.closed_on,
    cast(documents.valid_to - {{ as_of_date() }} as integer) as days_left,
    notices.why_zh,
    notices.why_en
from notices
inner join obligations on notices.trigger_id = obligations.trigger_id
inner join {{ ref('int_document') }} as documents on notices.subject_id = documents.document_id
