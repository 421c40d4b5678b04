-- zone: standard
-- expect: leak
-- flow birth_date: customers.birth_date
select date_trunc('decade', birth_date) as birth_date from customers
