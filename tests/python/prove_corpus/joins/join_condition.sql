-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- influence product: accounts.customer_id, customers.customer_id, customers.health_note
select a.product from accounts a join customers c on a.customer_id = c.customer_id and c.health_note = 'x'
