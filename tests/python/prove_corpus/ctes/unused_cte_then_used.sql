-- zone: crm
-- expect: leak
-- flow z: customers.id_number
with x as (select * from customers), y as (select x.id_number as z from x) select z from y
