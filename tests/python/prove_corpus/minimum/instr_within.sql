-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.health_note
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(v) as n from (select status, customer_id, instr(health_note, 'hiv') as v from customers) as t group by status having count(distinct customer_id) >= 5
