{#- The parts that there are today: the channels, the recipients that need a choice, the categories of data. Once each
    of a purpose's is chosen apart, no rest remains that could be allowed. -#}
{%- macro choice_domain() -%}
    {%- for channel in choice_channels() %}
    select {{ purpose_number('direct_marketing') }} as purpose_number, '{{ channel }}' as scope
    union all
    {%- endfor %}
    select distinct
        {{ purpose_number('third_party_disclosure') }} as purpose_number,
        lower(recipient_id) as scope
    from {{ ref('stg_recipients') }}
    where is_current and lower(trim(kind)) in ('controller', 'affiliate')
    union all
    select
        {{ purpose_number('sensitive_data') }} as purpose_number,
        data_category as scope
    from {{ ref('ldm_choice_category') }}
{%- endmacro %}
