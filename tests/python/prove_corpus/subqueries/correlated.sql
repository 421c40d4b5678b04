-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: accounts.customer_id, customers.customer_id
select (select id_number from customers c where c.customer_id = a.customer_id) as ref from accounts a
