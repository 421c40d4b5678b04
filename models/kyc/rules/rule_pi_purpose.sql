with found as (

    select
        customer_id as subject_id,
        customer_id,
        started_on as trigger_date,
        cast(null as varchar) as source_id,
        loaded_at as detected_at,
        {{ event_facts("'建立业务关系,应了解目的和性质'", "'relationship started, purpose to be recorded'") }}
    from {{ ref('int_relationship') }}
    where nth_start = 1

)

{{ event_trigger('PI-PURPOSE', 'customer') }}
