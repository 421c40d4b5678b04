-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.status
select first_value(id_number) over (partition by status) as ref from customers
