with

customer_preferences as (

    select * from {{ ref('stg_customer_preferences') }}
    where is_current

),

notices as (

    select
        notice_version,
        min(effective_from) as effective_from
    from {{ ref('stg_privacy_notices') }}
    where is_current
    group by notice_version

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    coalesce(identity.person_id, customer_preferences.customer_id) as customer_id,
    customer_preferences.preference as topic,
    customer_preferences.value,
    customer_preferences.channel as source,
    customer_preferences.notice_version,
    coalesce(
        notices.effective_from <= {{ shanghai_date('customer_preferences.collected_at') }},
        false
    ) as consented,
    customer_preferences.collected_at,
    customer_preferences.loaded_at,
    customer_preferences.dq_flags
from customer_preferences
left join identity on customer_preferences.customer_id = identity.customer_id
left join notices on customer_preferences.notice_version = notices.notice_version
