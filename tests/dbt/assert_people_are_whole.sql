-- Each customer record belongs to one person, each person is one row of ldm_customer under a record of its own, and
-- has one pseudonym of each scope where it has any.
{{ config(group='custody') }}

with

persons as (

    select
        person_id,
        count(*) as record_count,
        max(case when customer_id = person_id then 1 else 0 end) as has_own_record
    from {{ ref('vlt_customer_identity') }}
    group by person_id

),

rows_of_persons as (

    select
        customer_id,
        count(*) as row_count
    from {{ ref('ldm_customer') }}
    group by customer_id

),

repeated_records as (

    select customer_id
    from {{ ref('vlt_customer_identity') }}
    group by customer_id
    having count(*) > 1

),

repeated_pseudonyms as (

    select subject_id
    from {{ ref('vlt_current_pseudonym') }}
    group by subject_type, subject_id, scope
    having count(*) > 1

),

failures as (

    select 'person without a record or a row' as failure
    from persons
    left join rows_of_persons on persons.person_id = rows_of_persons.customer_id
    where persons.has_own_record = 0 or rows_of_persons.row_count is null or rows_of_persons.row_count <> 1

    union all

    select 'row without a person' as failure
    from rows_of_persons
    left join persons on rows_of_persons.customer_id = persons.person_id
    where persons.person_id is null

    union all

    select 'record of two persons' as failure from repeated_records

    union all

    select 'two pseudonyms of one scope' as failure from repeated_pseudonyms

)

select
    failure,
    count(*) as failures
from failures
group by failure
