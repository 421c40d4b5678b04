-- zone: crm
-- expect: clean
-- flow state: customers.status
select status as state from customers
