-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select (with k as (select id_number from customers) select min(id_number) from k) as ref from calendar
