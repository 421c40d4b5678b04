-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select status as ref from customers union all select id_number from customers
