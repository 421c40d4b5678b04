-- zone: crm
-- expect: leak
-- influence ref: customers.id_number
select count(*) over (partition by id_number) as ref from customers
