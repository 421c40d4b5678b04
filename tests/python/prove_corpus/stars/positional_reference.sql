-- zone: crm
-- expect: unknown
select #3 from customers
