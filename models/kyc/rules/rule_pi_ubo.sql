with found as (

    select
        relationships.customer_id as subject_id,
        relationships.customer_id,
        relationships.started_on as trigger_date,
        cast(null as varchar) as source_id,
        relationships.loaded_at as detected_at,
        {{ event_facts("'单位客户,应识别受益所有人'", "'unit customer, beneficial owner to be identified'") }}
    from {{ ref('int_relationship') }} as relationships
    inner join {{ ref('int_customer_kind') }} as kinds on relationships.customer_id = kinds.customer_id
    where not kinds.is_individual and relationships.nth_start = 1

)

{{ event_trigger('PI-UBO', 'customer') }}
