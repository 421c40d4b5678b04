-- zone: crm
-- expect: leak
-- flow ref: accounts.product, customers.id_number
-- influence ref: accounts.customer_id, customers.customer_id
select coalesce(c.id_number, a.product) as ref from accounts a full join customers c on a.customer_id = c.customer_id
