-- zone: opt_out_direct_marketing
-- expect: clean
-- flow full_name: customers.full_name
-- flow phone: customers.phone
-- flow email: customers.email
-- influence full_name: customers.opt_out_direct_marketing
-- influence phone: customers.opt_out_direct_marketing
-- influence email: customers.opt_out_direct_marketing
select full_name, phone, email from customers where not opt_out_direct_marketing
