-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.loaded_at, customers.status (aggregate)
select status, sum(case when place = 1 then annual_income end) as n from (select customer_id, status, annual_income, row_number() over (order by loaded_at) as place from customers) as t group by status having count(distinct customer_id) >= 5
