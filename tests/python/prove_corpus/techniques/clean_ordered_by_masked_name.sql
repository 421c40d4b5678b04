-- zone: standard
-- expect: clean
-- flow full_name: customers.full_name (mask_name)
select {{ mask_name('full_name') }} as full_name from customers order by full_name
