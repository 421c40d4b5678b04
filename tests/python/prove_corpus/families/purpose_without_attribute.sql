-- zone: opt_out_direct_marketing
-- expect: leak
-- flow customer_id: customers.customer_id
-- flow id_number: customers.id_number
-- influence customer_id: customers.opt_out_direct_marketing
-- influence id_number: customers.opt_out_direct_marketing
select customer_id, id_number from customers where not opt_out_direct_marketing
