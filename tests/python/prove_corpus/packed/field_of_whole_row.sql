-- zone: crm
-- expect: leak
-- flow customer_id: customers.customer_id
-- flow k: customers.annual_income, customers.birth_date, customers.customer_id, customers.email, customers.full_name, customers.health_note, customers.id_number, customers.loaded_at, customers.opt_out_automated_decisions, customers.opt_out_direct_marketing, customers.opt_out_sensitive_data, customers.phone, customers.profile, customers.province, customers.status, customers.tags
select customer_id, (customers).id_number as k from customers
