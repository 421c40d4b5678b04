{#- What the agreements in force on the day permit per recipient: identified data where one of those that may reach it
    says so. An authority's order needs no route. -#}
{%- macro recipient_agreements(at) -%}
    {%- set agreements = '(select * from ' ~ ref('stg_agreements') ~ ' where is_current)' -%}
    {%- set recipients = '(select * from ' ~ ref('stg_recipients') ~ ' where is_current)' -%}
    select
        {{ purpose_number('third_party_disclosure') }} as purpose_number,
        lower(recipient_id) as scope,
        max(case when is_routed then 1 else 0 end) as is_routed,
        max(case when lower(disclosure_level) = 'identified' then 2 else 1 end)
            filter (where is_routed or kind = 'authority') as level,
        min(case when is_legal_order then agreement_id end) as legal_order
    from (
        {{ agreements_in_force(agreements, recipients, shanghai_date(at)) }}
    ) as agreements
    group by lower(recipient_id)
{%- endmacro %}
