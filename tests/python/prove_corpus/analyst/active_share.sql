-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow share: customers.status
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence share: customers.customer_id (aggregate), customers.status (aggregate)
select status, avg(case when status = 'active' then 1.0 else 0.0 end) as share from customers group by status having count(distinct customer_id) >= 5
