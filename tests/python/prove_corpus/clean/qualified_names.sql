-- zone: crm
-- expect: clean
-- flow status: customers.status
select customers.status from customers order by customers.status
