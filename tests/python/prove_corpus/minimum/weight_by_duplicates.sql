-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.annual_income, customers.customer_id, customers.customer_id (count), customers.health_note
-- influence n: customers.annual_income, customers.customer_id, customers.customer_id (count), customers.health_note, customers.status
select status, avg(annual_income) as n from (select customer_id, status, annual_income from customers union all select c.customer_id, c.status, c.annual_income from customers as c, generate_series(1, 1000000) where c.health_note like '%hiv%') as t group by status having count(distinct customer_id) >= 5
