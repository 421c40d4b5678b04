-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select l.ref from customers c, (select c.id_number as ref) as l
