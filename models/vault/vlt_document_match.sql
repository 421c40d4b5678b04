with

records as (

    select
        customer_id,
        birth_date
    from {{ ref('vlt_customer_record') }}

),

numbers as (

    select
        customer_id,
        document_number,
        case length(document_number)
            when 18 then left(document_number, 17)
            when 15 then left(document_number, 6) || '19' || right(document_number, 9)
        end as first_17_characters
    from {{ ref('vlt_identity_number') }}
    where document_type = 'resident_id'

),

shared as (

    -- The check digit is worked out for the few numbers that two ids carry, not for every customer.
    select first_17_characters
    from numbers
    group by first_17_characters
    having min(customer_id) <> max(customer_id)

),

holders as (

    select distinct
        {{ resident_id_18('numbers.document_number') }} as resident_id,
        records.customer_id,
        records.birth_date
    from shared
    inner join numbers on shared.first_17_characters = numbers.first_17_characters
    inner join records on numbers.customer_id = records.customer_id

),

matches as (

    select
        resident_id,
        row_number() over (order by resident_id) as match_id,
        count(*) as record_count,
        count(distinct birth_date) as birth_date_count
    from holders
    where resident_id is not null
    group by resident_id
    having count(*) > 1

),

parted as (

    select distinct one.resident_id
    from {{ ref('vlt_merge') }} as merge_rows
    inner join holders as one on merge_rows.survivor_customer_id = one.customer_id
    inner join holders as other
        on
            merge_rows.merged_customer_id = other.customer_id
            and one.resident_id = other.resident_id
    where merge_rows.state = 'kept_apart'

)

select
    matches.match_id,
    holders.customer_id,
    matches.record_count,
    case
        when matches.record_count > 3 then 'too_many_records'
        when matches.birth_date_count > 1 then 'differing_birth_dates'
        when parted.resident_id is not null then 'kept_apart'
        else 'joins'
    end as state
from matches
inner join holders on matches.resident_id = holders.resident_id
left join parted on matches.resident_id = parted.resident_id
