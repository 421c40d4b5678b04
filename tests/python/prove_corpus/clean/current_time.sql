-- zone: crm
-- expect: clean
-- flow status: customers.status
select current_timestamp as at, status from customers
