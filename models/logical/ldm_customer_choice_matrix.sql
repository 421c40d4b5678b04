{{ config(materialized='view') }}

{%- set at = choice_moment() %}

with

{{ choice_ctes(at, at) }},

persons as (

    select *
    from member_decisions
    where member_id = person_id

),

parts_there as (
    {%- for channel in choice_channels() %}
    select 'direct_marketing' as purpose, 'channel' as part, '{{ channel }}' as scope
    union all
    {%- endfor %}
    select 'sensitive_data' as purpose, 'data_category' as part, data_category as scope
    from {{ ref('ldm_choice_category') }}
),

purposes as (

    select
        customer_id,
        purpose,
        'purpose' as part,
        cast(null as text) as scope,
        allowed,
        state,
        why,
        decided_by_event,
        decided_by_provision
    from {{ ref('ldm_choice_decision') }}

),

recipients as (

    select
        customer_id,
        'third_party_disclosure' as purpose,
        'recipient' as part,
        recipient_id as scope,
        allowed,
        state,
        why,
        decided_by_event,
        decided_by_provision
    from {{ ref('ldm_recipient_decision') }}

),

channels_and_categories as (
    {{ matrix_parts() }}
),

not_opt_outable as (
    {{ matrix_of_law(at) }}
)

select * from purposes
union all
select * from channels_and_categories
union all
select * from recipients
union all
select * from not_opt_outable
