-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name
select left(full_name, 2) || '**' as full_name from customers
