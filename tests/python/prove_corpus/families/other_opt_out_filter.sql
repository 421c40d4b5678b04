-- zone: opt_out_direct_marketing
-- expect: leak
-- flow customer_id: customers.customer_id
-- flow full_name: customers.full_name
-- influence customer_id: customers.opt_out_sensitive_data
-- influence full_name: customers.opt_out_sensitive_data
select customer_id, full_name from customers where not opt_out_sensitive_data
