with found as (

    select
        document_id as subject_id,
        customer_id,
        verified_on as trigger_date,
        document_id as source_id,
        loaded_at as detected_at,
        {{ event_facts(
            "case when delegation_holds then '第三方代为识别' else '第三方代为识别,无有效依据' end",
            "case when delegation_holds then 'identified by a third party' else 'identified by a third party without valid ground' end"
        ) }}
    from {{ ref('int_document') }}
    where delegate_id is not null and verified_on is not null

)

{{ event_trigger('PI-DELEGATE', 'document') }}
