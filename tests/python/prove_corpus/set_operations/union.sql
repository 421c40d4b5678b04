-- zone: crm
-- expect: leak
-- flow ref: accounts.product, customers.id_number
select product as ref from accounts union select id_number from customers
