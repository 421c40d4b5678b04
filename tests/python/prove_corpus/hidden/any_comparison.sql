-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow top: customers.annual_income
select status, annual_income >= all (select s.annual_income from customers as s) as top from customers
