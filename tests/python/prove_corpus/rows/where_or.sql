-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income
select status from customers where status = 'a' or annual_income > 5
