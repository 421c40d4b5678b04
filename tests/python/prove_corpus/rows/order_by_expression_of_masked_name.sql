-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name (mask_name)
-- flow status: customers.status
-- influence full_name: customers.full_name
-- influence status: customers.full_name, customers.full_name (mask_name)
select {{ mask_name('full_name') }} as full_name, status from customers order by full_name.substring(2)
