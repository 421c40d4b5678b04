-- zone: crm
-- expect: leak
-- influence n: customers.health_note
with ill as (select customer_id from customers where health_note = 'x') select count(*) as n from ill
