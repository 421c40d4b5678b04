-- zone: anonymised
-- expect: leak
-- flow birth_date: customers.birth_date (generalise_birth_decade)
select {{ generalise_birth_decade('birth_date', 'date') }} as birth_date from customers
