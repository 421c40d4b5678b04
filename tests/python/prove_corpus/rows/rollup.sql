-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.health_note
-- influence n: customers.health_note, customers.status
select status, count(*) as n from customers group by rollup (status, health_note)
