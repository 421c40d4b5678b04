-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name, customers.full_name (mask_name)
select coalesce({{ mask_name('full_name') }}, full_name) as full_name from customers
