-- zone: opt_out_direct_marketing
-- expect: leak
-- flow customer_id: customers.customer_id
-- flow full_name: customers.full_name
select customer_id, full_name from customers
