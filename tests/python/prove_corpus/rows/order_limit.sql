-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.health_note
select status from customers order by health_note limit 1
