-- zone: crm
-- expect: unknown
select * like 'id%' from customers
