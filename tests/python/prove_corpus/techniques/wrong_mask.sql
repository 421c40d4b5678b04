-- zone: standard
-- expect: leak
-- flow id_number: customers.id_number (mask_phone)
select {{ mask_phone('id_number') }} as id_number from customers
