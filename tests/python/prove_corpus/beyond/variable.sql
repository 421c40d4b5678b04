-- zone: crm
-- expect: unknown
select getvariable('x') as x from customers
