-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income, customers.status
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
with recursive r as (select customer_id, status, annual_income as v, 1 as i from customers union all select customer_id, status, case when phone_like = 1 then v end, i + 1 from (select customer_id, status, v, i, length(status) as phone_like from r) where i < 2) select status, sum(v) as n from r group by status having count(distinct customer_id) >= 5
