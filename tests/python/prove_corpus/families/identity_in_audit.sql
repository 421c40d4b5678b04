-- zone: audit
-- expect: leak
-- flow full_name: customers.full_name
select full_name from customers
