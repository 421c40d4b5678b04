-- A relationship that the register dates on the day of its second start starts once.
with relationships as (

    select
        customer_id,
        started_on,
        min(loaded_at) as loaded_at
    from {{ ref('int_relationship') }}
    group by customer_id, started_on

),

found as (

    select
        customer_id as subject_id,
        customer_id,
        started_on as trigger_date,
        cast(null as varchar) as source_id,
        loaded_at as detected_at,
        {{ event_facts("'建立业务关系,应划分风险等级'", "'relationship started, risk to be rated'") }}
    from relationships

)

{{ event_trigger('PI-RATE', 'customer') }}
