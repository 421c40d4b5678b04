-- zone: standard
-- expect: leak
-- flow birth_date: customers.birth_date (generalise_month)
select {{ generalise_month('birth_date', 'date') }} as birth_date from customers
