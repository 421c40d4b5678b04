with documents as (

    select * from {{ ref('int_document') }}

),

valid_copies as (

    select * from documents
    where copy_on_file and verified_on is not null and last_valid_day >= verified_on and delegation_holds

)

select
    copies.customer_id,
    cast(null as varchar) as subject_id,
    types.obligation_type,
    copies.verified_on as closed_on,
    copies.last_valid_day,
    'document:' || copies.document_id as evidence_id
from valid_copies as copies
cross join {{ ref('obligation_types') }} as types
where types.closed_by_copy or types.obligation_type in ('BLOCK_UNTIL_ID_UPDATE', 'NOTICE_THEN_MEASURE')
union all
-- A newer document answers the notice about the old one.
select
    documents.customer_id,
    documents.document_id as subject_id,
    'NOTIFY_ID_EXPIRY' as obligation_type,
    newer.verified_on as closed_on,
    newer.last_valid_day,
    'document:' || newer.document_id as evidence_id
from documents
inner join valid_copies as newer
    on documents.customer_id = newer.customer_id and newer.last_valid_day > documents.last_valid_day
union all
select
    customer_id,
    document_id as subject_id,
    'DELEGATION_EVIDENCE' as obligation_type,
    verified_on as closed_on,
    date '9999-12-31' as last_valid_day,
    'document:' || document_id as evidence_id
from documents
where delegate_id is not null and verified_on is not null and delegation_holds
