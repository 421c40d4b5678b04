-- zone: audit
-- expect: clean
-- flow status: customers.status
-- flow people: customers.customer_id (count)
-- influence people: customers.status
select status, count(distinct customer_id) as people from customers group by status
