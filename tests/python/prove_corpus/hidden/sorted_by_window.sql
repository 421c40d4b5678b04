-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence n: customers.annual_income
select status, row_number() over (order by annual_income) as n from customers
