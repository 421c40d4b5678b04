-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income
select status from (select status, percent_rank() over (order by annual_income) as r from customers) as t where r > 0.9
