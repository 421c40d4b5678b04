-- zone: elsewhere
-- expect: leak
-- flow status: customers.status
-- flow birth_date: customers.birth_date
select status, birth_date from customers
