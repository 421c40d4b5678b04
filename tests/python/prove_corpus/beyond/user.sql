-- zone: crm
-- expect: unknown
select current_user as x from customers
