-- zone: crm
-- expect: leak
-- flow day: customers.annual_income
select timestamp '2000-01-01' + interval 1 second * cast(annual_income as bigint) as day from customers
