-- zone: crm
-- expect: leak
-- flow account_ref: customers.phone
-- flow k: customers.annual_income
select xor(cast(phone as bigint), 42) as account_ref, cast(annual_income as bigint) ^ 3 as k from customers
