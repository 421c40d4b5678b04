with found as (

    select
        customer_id as subject_id,
        customer_id,
        started_on as trigger_date,
        cast(null as varchar) as source_id,
        loaded_at as detected_at,
        {{ event_facts("'建立业务关系,应划分风险等级'", "'relationship started, risk to be rated'") }}
    from {{ ref('int_relationship') }}

)

{{ event_trigger('PI-RATE', 'customer') }}
