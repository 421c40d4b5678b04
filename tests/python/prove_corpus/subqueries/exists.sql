-- zone: crm
-- expect: leak
-- flow ref: accounts.customer_id, customers.customer_id, customers.health_note
select exists (select 1 from customers c where c.customer_id = a.customer_id and c.health_note = 'x') as ref from accounts a
