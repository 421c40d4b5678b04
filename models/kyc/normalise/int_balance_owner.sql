select
    cast(row_number() over () as integer) as owner_no,
    owners.account_id,
    owners.customer_id,
    candidates.customer_no,
    owners.valid_from,
    least(owners.valid_to, coalesce(accounts.closed_on, date '9999-12-31')) as valid_to,
    owners.linked_at,
    cast({{ 'owners.holders' if reading_by_variable('AMB14', 'B') else '1' }} as bigint) as holders
from {{ metric_owners() }} as owners
inner join {{ ref('int_balance_candidate') }} as candidates on owners.customer_id = candidates.customer_id
left join {{ ref('account__personal_data') }} as accounts
    on owners.account_id = accounts.account_id and accounts.closed_on is not null
where owners.is_individual and owners.valid_from <= coalesce(accounts.closed_on, date '9999-12-31')
