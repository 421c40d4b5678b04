-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income, customers.full_name
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(case when full_name = 'x' then annual_income else 0 end) as n from customers group by status having count(distinct customer_id) >= 5
