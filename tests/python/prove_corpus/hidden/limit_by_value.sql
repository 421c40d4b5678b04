-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.health_note
select status from customers limit (select length(s.health_note) from customers as s limit 1)
