-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select arg_max(id_number, status) as ref from customers group by status
