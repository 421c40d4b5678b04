-- zone: standard
-- expect: clean
-- flow full_name: customers.full_name (mask_name)
select {{ mask_name('c.full_name') }} as full_name from customers as c
