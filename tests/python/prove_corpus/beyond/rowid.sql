-- zone: crm
-- expect: unknown
select rowid as x from customers
