-- zone: crm
-- expect: unknown
select #3 as status from customers
