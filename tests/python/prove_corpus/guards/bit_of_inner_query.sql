-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.health_note
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(v) as n from (select case when health_note like '%hiv%' then 1 else 0 end as v, customer_id, status from customers) group by status having count(distinct customer_id) >= 5
