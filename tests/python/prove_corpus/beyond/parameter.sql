-- zone: crm
-- expect: unknown
select $1 as x from customers
