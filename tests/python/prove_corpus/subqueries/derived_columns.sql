-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select t.ref from (select id_number, status from customers) as t(ref, s)
