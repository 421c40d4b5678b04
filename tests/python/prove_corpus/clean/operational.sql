-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow loaded_at: customers.loaded_at
select status, loaded_at from customers
