-- zone: crm
-- expect: leak
-- flow product: customers.id_number
with accounts as (select id_number as product from customers) select product from accounts
