-- zone: crm
-- expect: unknown
select coalesce(*columns('id.*')) from customers
