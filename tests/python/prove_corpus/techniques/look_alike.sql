-- zone: standard
-- expect: leak
-- flow full_name: customers.full_name
select case when length(full_name) < 2 then repeat('*', length(full_name)) else left(full_name, length(full_name) - 1) || '*' end as full_name from customers
