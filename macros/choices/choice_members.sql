{#- The customer records, and the ids without one that merge rows name, each with a number, the one spelling that ids
    are compared in and its law. Such an id is no record: it can refuse for the person it may mean, and says nothing of
    whatever it did not choose. -#}
{%- macro choice_members() -%}
    select
        row_number() over () as member_number,
        member_id,
        lower(member_id) as folded_id,
        upper(trim(jurisdiction)) as jurisdiction,
        birth_date,
        claimed_for,
        is_record
    from (
        select
            customer_id as member_id,
            jurisdiction,
            birth_date,
            cast(null as text) as claimed_for,
            1 as is_record
        from {{ ref('stg_customers') }}
        where is_current
        union all
        select
            customer_id as member_id,
            jurisdiction,
            birth_date,
            person_id as claimed_for,
            0 as is_record
        from {{ ref('vlt_unrecorded_id') }}
    ) as members
{%- endmacro %}
