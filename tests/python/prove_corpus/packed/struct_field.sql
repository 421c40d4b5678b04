-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select ({'a': id_number, 'b': status}).a as ref from customers
