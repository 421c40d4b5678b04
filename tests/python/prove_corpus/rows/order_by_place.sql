-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow health_note: customers.health_note
-- influence status: customers.health_note
select status, health_note from customers order by 2
