-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count)
-- influence n: customers.customer_id (count), customers.status
select status, sum(annual_income) as n from (select c.status, c.customer_id || s.i as customer_id, c.annual_income from customers as c cross join generate_series(1, 9) as s(i)) as t group by status having count(distinct customer_id) >= 5
