-- zone: crm
-- expect: leak
-- flow day: customers.annual_income
select date '2000-01-01' + cast(annual_income as integer) as day from customers
