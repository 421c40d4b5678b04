-- zone: crm
-- expect: clean
-- flow 状态: customers.status
select status as 状态 from customers
