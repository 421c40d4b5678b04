-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- influence product: accounts.customer_id, customers.customer_id, customers.health_note
select a.product from accounts a anti join (select customer_id from customers where health_note = 'x') c on a.customer_id = c.customer_id
