-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income, customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.annual_income, customers.customer_id (aggregate), customers.status (aggregate)
select status, count(*) as n from customers group by status having count(distinct customer_id) >= 5 qualify row_number() over (order by max(annual_income)) = 1
