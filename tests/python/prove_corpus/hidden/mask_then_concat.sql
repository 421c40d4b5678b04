-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name (mask_name), customers.id_number
select {{ mask_name('full_name') }} || right(id_number, 4) as full_name from customers
