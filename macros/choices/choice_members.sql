{#- The customer records with the person that each belongs to, its law, and whether it is a child's on the day. -#}
{%- macro choice_members(at) -%}
    {%- set day = shanghai_date(at) -%}
    select
        records.customer_id as member_id,
        lower(records.customer_id) as folded_id,
        coalesce(merged.person_id, records.customer_id) as person_id,
        merged.person_id is not null as is_merged,
        upper(trim(records.jurisdiction)) as jurisdiction,
        coalesce(records.birth_date > {{ day }} - interval '14 years', false) as is_under_14,
        coalesce(records.birth_date > {{ day }} - interval '16 years', false) as is_under_16
    from {{ ref('stg_customers') }} as records
    left join (
        select
            customer_id,
            person_id
        from {{ ref('vlt_customer_identity') }}
        where person_id <> customer_id
    ) as merged on merged.customer_id = records.customer_id
    where records.is_current
{%- endmacro %}
