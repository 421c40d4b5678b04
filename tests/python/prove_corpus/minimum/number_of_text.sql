-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.id_number (sum)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(cast(id_number as hugeint)) as n from customers group by status having count(distinct customer_id) >= 5
