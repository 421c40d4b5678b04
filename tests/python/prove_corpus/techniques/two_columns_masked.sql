-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name (mask_name), customers.id_number (mask_name)
select {{ mask_name("full_name || id_number") }} as full_name from customers
