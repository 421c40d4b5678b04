-- zone: crm
-- expect: leak
-- flow b: customers.annual_income
select annual_income between 1 and 2 as b from customers
