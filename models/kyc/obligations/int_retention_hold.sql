select customer_id from {{ ref('legal_hold__personal_data') }}
where customer_id is not null
    and held_from <= {{ as_of_date() }}
    and (held_to is null or held_to >= {{ as_of_date() }})
union
select customer_id from {{ ref('kyc_alert__personal_data') }}
where customer_id is not null and (closed_on is null or closed_on > {{ as_of_date() }})
