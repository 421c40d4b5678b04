-- zone: crm
-- expect: leak
-- flow m: customers.id_number, customers.status
select [{'s': status, 'i': id_number}] as m from customers
