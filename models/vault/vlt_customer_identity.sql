with

records as (

    select
        customer_id,
        relationship_started_on
    from {{ ref('vlt_customer_record') }}

),

components as (

    select
        customer_id,
        merge_component,
        person_component
    from {{ ref('vlt_identity_component') }}

),

merge_rows as (

    select
        survivor_customer_id,
        merged_customer_id
    from {{ ref('vlt_merge') }}
    where state = 'in_force'

),

roots as (

    select survivor_customer_id as customer_id
    from merge_rows

    except

    select merged_customer_id as customer_id
    from merge_rows

),

ranked as (

    select
        components.customer_id,
        components.merge_component,
        components.person_component,
        row_number() over (
            partition by components.person_component
            order by
                case when roots.customer_id is null then 1 else 0 end,
                records.relationship_started_on asc nulls last,
                {{ byte_order('components.customer_id') }}
        ) as place
    from components
    inner join records on components.customer_id = records.customer_id
    left join roots on components.customer_id = roots.customer_id

),

persons as (

    select
        ranked.customer_id,
        survivors.customer_id as person_id,
        case
            when ranked.customer_id = survivors.customer_id then 'self'
            when ranked.merge_component = survivors.merge_component then 'merge'
            else 'document'
        end as basis
    from ranked
    inner join ranked as survivors
        on
            ranked.person_component = survivors.person_component
            and survivors.place = 1

)

select
    records.customer_id,
    coalesce(persons.person_id, records.customer_id) as person_id,
    coalesce(persons.basis, 'self') as basis
from records
left join persons on records.customer_id = persons.customer_id
