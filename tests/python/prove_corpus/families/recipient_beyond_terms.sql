-- zone: selectively_anonymised
-- expect: leak
-- flow health_note: customers.health_note
select health_note from customers
