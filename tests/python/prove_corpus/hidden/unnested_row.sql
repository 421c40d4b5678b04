-- zone: crm
-- expect: leak
-- flow unnest: customers.annual_income, customers.birth_date, customers.customer_id, customers.email, customers.full_name, customers.health_note, customers.id_number, customers.loaded_at, customers.opt_out_automated_decisions, customers.opt_out_direct_marketing, customers.opt_out_sensitive_data, customers.phone, customers.profile, customers.province, customers.status, customers.tags
select unnest(customers) from customers
