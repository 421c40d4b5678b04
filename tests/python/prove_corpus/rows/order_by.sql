-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income
select status from customers order by annual_income
