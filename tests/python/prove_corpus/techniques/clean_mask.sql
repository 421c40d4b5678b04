-- zone: standard
-- expect: clean
-- flow id_number: customers.id_number (mask_id_number)
-- flow full_name: customers.full_name (mask_name)
-- flow phone: customers.phone (mask_phone)
-- flow email: customers.email (mask_email)
select {{ mask_id_number('id_number') }} as id_number, {{ mask_name('full_name') }} as full_name, {{ mask_phone('phone') }} as phone, {{ mask_email('email') }} as email from customers
