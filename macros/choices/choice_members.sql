{#- The customer records, and the one spelling that ids are compared in. -#}
{%- macro choice_members() -%}
    select
        customer_id as member_id,
        lower(customer_id) as folded_id,
        jurisdiction,
        birth_date
    from {{ ref('stg_customers') }}
    where is_current
{%- endmacro %}
