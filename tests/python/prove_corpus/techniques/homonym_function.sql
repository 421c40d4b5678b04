-- zone: standard
-- expect: unknown
select mask_name(full_name) as full_name from customers
