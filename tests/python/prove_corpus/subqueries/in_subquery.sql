-- zone: crm
-- expect: leak
-- flow ref: accounts.customer_id, customers.customer_id, customers.health_note
select customer_id in (select customer_id from customers where health_note = 'x') as ref from accounts
