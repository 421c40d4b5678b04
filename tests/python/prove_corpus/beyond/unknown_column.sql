-- zone: crm
-- expect: unknown
select shoe_size from customers
