with queue as (

    select * from {{ ref('rpt_kyc_review_queue') }}

)

select
    obligation_id,
    customer_id,
    subject_type,
    subject_id,
    obligation_type,
    due_date,
    state,
    citation_zh
from queue
where state in ('open', 'overdue') and obligation_type <> 'RETAIN'
