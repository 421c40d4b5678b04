-- zone: crm
-- expect: leak
-- flow n: customers.health_note
select try(cast(health_note as integer)) as n from customers
