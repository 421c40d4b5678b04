-- zone: crm
-- expect: leak
-- flow ref: customers.customer_id
-- influence ref: accounts.customer_id, customers.health_note
select c.customer_id is null as ref from accounts a left join (select customer_id from customers where health_note = 'x') c on a.customer_id = c.customer_id
