-- zone: crm
-- expect: unknown
select custom(id_number) over () as x from customers
