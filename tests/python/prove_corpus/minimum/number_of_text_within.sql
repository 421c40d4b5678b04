-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.id_number (sum)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, avg(v) as n from (select status, customer_id, cast(id_number as decimal(20,2)) as v from customers) as t group by status having count(distinct customer_id) >= 5
