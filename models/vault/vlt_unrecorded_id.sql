with recursive

merge_rows as (

    select
        survivor_customer_id,
        merged_customer_id,
        merged_on,
        unmerged_on,
        {{ as_of_date() }} as as_of_date
    from {{ ref('vlt_merge') }}
    where state = 'unknown_customer'

),

records as (

    select
        customer_id,
        jurisdiction,
        birth_date
    from {{ ref('vlt_customer_record') }}

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

),

-- A row without a date merges nobody, but a refusal counts for whoever it may mean.
in_force as (

    select
        survivor_customer_id,
        merged_customer_id
    from merge_rows
    where
        coalesce(merged_on, as_of_date) <= as_of_date
        and (unmerged_on is null or unmerged_on > as_of_date)

),

sides as (

    select
        merged_customer_id as customer_id,
        survivor_customer_id as claimed_by
    from in_force

    union

    select
        survivor_customer_id as customer_id,
        merged_customer_id as claimed_by
    from in_force

),

claims as (

    select
        sides.customer_id,
        sides.claimed_by
    from sides
    left join records on sides.customer_id = records.customer_id
    where sides.customer_id is not null and records.customer_id is null

),

-- Of a chain of such ids each belongs to whoever its end belongs to.
persons as (

    select
        claims.customer_id,
        identity.person_id
    from claims
    inner join identity on claims.claimed_by = identity.customer_id

    union

    select
        claims.customer_id,
        persons.person_id
    from persons
    inner join claims on persons.customer_id = claims.claimed_by

)

select
    persons.customer_id,
    persons.person_id,
    records.jurisdiction,
    records.birth_date
from persons
inner join records on persons.person_id = records.customer_id
