-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: accounts.customer_id, customers.customer_id
select l.ref from accounts a, lateral (select c.id_number as ref from customers c where c.customer_id = a.customer_id) as l
