-- zone: crm
-- expect: clean
-- flow birth_date: customers.birth_date (generalise_birth_decade)
-- flow status: customers.status
select {{ generalise_birth_decade('birth_date', 'date') }} as birth_date, status from customers
