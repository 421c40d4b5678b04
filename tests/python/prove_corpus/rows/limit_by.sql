-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income
select status from customers limit (select max(annual_income)::int from customers)
