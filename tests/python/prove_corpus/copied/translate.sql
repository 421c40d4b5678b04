-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select translate(id_number, '0123456789', 'abcdefghij') as b from customers
