-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- flow ref: customers.id_number
-- influence product: accounts.customer_id, customers.customer_id
-- influence ref: accounts.customer_id, customers.customer_id
select product, id_number as ref from accounts join customers using (customer_id)
