-- zone: standard
-- expect: leak
-- flow full_name: customers.id_number (mask_name)
select {{ mask_name('id_number') }} as full_name from customers
