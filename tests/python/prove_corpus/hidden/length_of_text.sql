-- zone: crm
-- expect: leak
-- flow n: customers.annual_income
select length(repeat('x', cast(annual_income as bigint))) as n from customers
