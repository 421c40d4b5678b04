-- zone: crm
-- expect: leak
-- flow v: customers.id_number
with a as (select status as v from customers), b as (with a as (select id_number as v from customers) select v from a) select v from b
