-- zone: crm
-- expect: clean
-- flow customer_id: customers.customer_id
-- flow full_name: customers.full_name
-- flow phone: customers.phone
-- flow email: customers.email
-- flow birth_date: customers.birth_date
-- flow province: customers.province
select customer_id, full_name, phone, email, birth_date, province from customers
