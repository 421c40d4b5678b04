-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- influence product: accounts.customer_id, customers.customer_id
select a.product from accounts a where exists (select 1 from customers c where c.customer_id = a.customer_id)
