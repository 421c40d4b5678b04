-- Two records of one person may be agents of one account.
with holders as (

    select
        account_id,
        customer_id,
        coalesce(valid_from, {{ shanghai_date('loaded_at') }}) as valid_from,
        min(loaded_at) as loaded_at
    from {{ ref('account_holder__personal_data') }}
    where role = 'agent' and customer_id is not null
    group by account_id, customer_id, coalesce(valid_from, {{ shanghai_date('loaded_at') }})

),

found as (

    select
        order_id as subject_id,
        agent_customer_id as customer_id,
        business_date as trigger_date,
        order_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'代理他人办理预付卡业务'", "'prepaid card business handled by an agent'") }}
    from {{ ref('int_prepaid_order') }}
    where agent_customer_id is not null
    union all
    select
        account_id as subject_id,
        customer_id,
        valid_from as trigger_date,
        'agent:' || customer_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'代理他人办理账户业务'", "'account business handled by an agent'") }}
    from holders

)

{{ event_trigger('PI-AGENT', 'order') }}
