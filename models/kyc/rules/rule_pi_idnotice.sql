with rules as (

    select max(window_days) as days
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-IDNOTICE'

),

documents as (

    select * from {{ ref('int_document') }}
    where valid_to < date '9999-12-31'

),

starts as (

    select
        customer_id,
        min(started_on) as started_on
    from {{ ref('int_relationship') }}
    group by customer_id

),

-- With fewer days left at the start, the notice is due at the start, never in the past before it.
found as (

    select
        documents.document_id as subject_id,
        documents.customer_id,
        greatest(documents.valid_to - rules.days, coalesce(starts.started_on, documents.valid_to - rules.days))
            as trigger_date,
        documents.document_id as source_id,
        documents.loaded_at as detected_at,
        {{ event_facts(
            "'身份证件将于' || cast(documents.valid_to as varchar) || '到期,应提前' || cast(rules.days as varchar) || '天通知'",
            "'document expires on ' || cast(documents.valid_to as varchar) || ', notice ' || cast(rules.days as varchar) || ' days before'"
        ) }}
    from documents
    cross join rules
    left join starts on documents.customer_id = starts.customer_id
    where coalesce(starts.started_on, documents.valid_to) <= documents.valid_to

)

{{ event_trigger('PI-IDNOTICE', 'document') }}
