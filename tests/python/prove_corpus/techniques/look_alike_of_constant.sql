-- zone: standard
-- expect: leak
-- flow phone: customers.phone
select {{ mask_phone('phone') | replace("'****'", "'***'") }} as phone from customers
