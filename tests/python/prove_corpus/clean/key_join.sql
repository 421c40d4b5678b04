-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow product: accounts.product
-- influence status: accounts.customer_id, customers.customer_id
-- influence product: accounts.customer_id, customers.customer_id
select c.status, a.product from customers c join accounts a on c.customer_id = a.customer_id
