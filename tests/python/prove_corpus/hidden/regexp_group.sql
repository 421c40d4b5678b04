-- zone: crm
-- expect: leak
-- flow reason: customers.health_note
select regexp_extract(health_note, '(hiv|cancer)', 1) as reason from customers
