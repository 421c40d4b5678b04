-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: accounts.customer_id, customers.customer_id
select c.id_number as ref from accounts a join customers c on a.customer_id = c.customer_id
