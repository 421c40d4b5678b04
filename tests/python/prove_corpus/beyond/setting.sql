-- zone: crm
-- expect: unknown
select current_setting('x') as x from customers
