{#- The records and ids of persons who have several. -#}
{%- macro choice_persons() -%}
    select
        customer_id as member_id,
        person_id
    from {{ ref('vlt_customer_identity') }}
    where person_id in (
        select person_id from {{ ref('vlt_customer_identity') }} where person_id <> customer_id
        union all
        select person_id from {{ ref('vlt_unrecorded_id') }}
    )
    union all
    select
        customer_id as member_id,
        person_id
    from {{ ref('vlt_unrecorded_id') }}
{%- endmacro %}
