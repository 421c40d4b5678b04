account_person as (
    select
        account_id,
        customer_id
    from account
    union
    select
        account_id,
        customer_id
    from {{ ref('ldm_account_owner') }}
    where
        (valid_from is null or valid_from <= {{ as_of_date() }})
        and (valid_to is null or valid_to >= {{ as_of_date() }})
),

released as (
<% if clear %>
    select
        account_person.account_id,
        bool_and(allowed_person.is_identified) as is_identified
<% else %>
    select account_person.account_id
<% endif %>
    from account_person
    left join allowed_person on account_person.customer_id = allowed_person.customer_id
    group by account_person.account_id
    having count(*) = count(allowed_person.customer_id)
)
