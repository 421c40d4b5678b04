-- zone: crm
-- expect: leak
-- flow b: customers.annual_income
select annual_income * 0 + annual_income as b from customers
