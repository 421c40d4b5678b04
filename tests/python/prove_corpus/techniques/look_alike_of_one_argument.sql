-- zone: standard
-- expect: leak
-- flow phone: customers.id_number, customers.phone
select {{ mask_phone('phone') | replace('right(', 'concat(id_number, ') }} as phone from customers
