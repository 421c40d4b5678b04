-- zone: standard
-- expect: leak
-- flow full_name: customers.id_number (mask_name)
with customers as (select id_number as full_name from customers) select {{ mask_name('full_name') }} as full_name from customers
