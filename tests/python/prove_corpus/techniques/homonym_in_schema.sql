-- zone: standard
-- expect: unknown
select main.mask_name(full_name) as full_name from customers
