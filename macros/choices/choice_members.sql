{#- The customer records, and the ids without one that merge rows name, with the one spelling that ids are compared in.
    Such an id is no record: it can refuse for a person, and says nothing of whatever it did not choose. -#}
{%- macro choice_members() -%}
    select
        customer_id as member_id,
        lower(customer_id) as folded_id,
        jurisdiction,
        birth_date,
        1 as is_record
    from {{ ref('stg_customers') }}
    where is_current
    union all
    select
        customer_id as member_id,
        lower(customer_id) as folded_id,
        jurisdiction,
        birth_date,
        0 as is_record
    from {{ ref('vlt_unrecorded_id') }}
{%- endmacro %}
