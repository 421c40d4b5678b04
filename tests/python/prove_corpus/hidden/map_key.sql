-- zone: crm
-- expect: leak
-- flow m: customers.id_number, customers.status
select map([id_number], [status]) as m from customers
