-- zone: crm
-- expect: leak
-- flow id_number: customers.id_number
-- flow status: customers.status
-- flow loaded_at: customers.loaded_at
-- flow opt_out_direct_marketing: customers.opt_out_direct_marketing
-- flow opt_out_automated_decisions: customers.opt_out_automated_decisions
-- flow opt_out_sensitive_data: customers.opt_out_sensitive_data
select * exclude (customer_id, full_name, phone, email, birth_date, province, annual_income, health_note, tags, profile) from customers
