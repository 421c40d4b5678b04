-- zone: standard
-- expect: clean
-- flow status: customers.status
select {{ suppress('text') }} as health_note, status from customers
