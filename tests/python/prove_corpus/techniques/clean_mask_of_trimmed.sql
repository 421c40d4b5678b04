-- zone: standard
-- expect: clean
-- flow full_name: customers.full_name (mask_name)
select {{ mask_name('trim(full_name)') }} as full_name from customers
