-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select ref from (select id_number as ref from customers) natural join (select id_number as ref from customers)
