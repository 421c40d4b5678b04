-- zone: crm
-- expect: unknown
select columns('id.*') from customers
