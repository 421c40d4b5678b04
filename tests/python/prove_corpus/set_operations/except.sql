-- zone: crm
-- expect: leak
-- flow ref: accounts.product
-- influence ref: customers.id_number
select product as ref from accounts except select id_number from customers
