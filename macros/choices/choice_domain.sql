{#- The parts of third-party disclosure and of sensitive data that there are today: the recipients that need a choice,
    and the categories of data. Once each is chosen apart, no rest remains that could be allowed. -#}
{%- macro choice_domain() -%}
    select distinct
        'third_party_disclosure' as purpose,
        lower(recipient_id) as scope
    from {{ ref('stg_recipients') }}
    where
        is_current
        and lower(kind) in ('controller', 'affiliate')
    union all
    select
        'sensitive_data' as purpose,
        data_category as scope
    from {{ ref('ldm_choice_category') }}
{%- endmacro %}
