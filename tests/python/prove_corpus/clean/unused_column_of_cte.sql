-- zone: crm
-- expect: clean
-- flow status: customers.status
with x as (select * from customers) select status from x
