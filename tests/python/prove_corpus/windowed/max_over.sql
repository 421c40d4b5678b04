-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.customer_id
select max(id_number) over (partition by customer_id) as ref from customers
