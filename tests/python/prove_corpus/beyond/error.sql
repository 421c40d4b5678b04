-- zone: crm
-- expect: unknown
select error(id_number) as x from customers
