-- zone: crm
-- expect: leak
-- flow product_code: customers.id_number
select translate(id_number, '0123456789', 'abcdefghij') as product_code from customers
