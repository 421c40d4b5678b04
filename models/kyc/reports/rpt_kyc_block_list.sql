{#- The warehouse learns of a payment a day later and blocks nothing: the core system must read this list. -#}
with obligations as (

    select * from {{ ref('fct_kyc_obligation') }}
    where state in ('open', 'overdue')
        and obligation_type in (
            'BLOCK_UNTIL_ID_UPDATE', 'NOTICE_THEN_MEASURE', 'VERIFY_ID_COPY', 'VERIFY_ID_COPY_STOCK', 'VERIFY_REMITTER'
        )
        and customer_id is not null

)

select
    customer_id,
    case when count(case when obligation_type = 'BLOCK_UNTIL_ID_UPDATE' then 1 end) > 0 then 'block' else 'ask' end as action,
    min(due_date) as due_date,
    count(*) as obligations,
    string_agg(distinct obligation_type, '|' order by obligation_type) as obligation_types
from obligations
group by customer_id
