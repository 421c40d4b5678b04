-- zone: crm
-- expect: clean
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence accounts: accounts.customer_id (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
with t as (select c.customer_id, c.status, (select count(*) from accounts as a where a.customer_id = c.customer_id) as accounts from customers as c) select status, avg(accounts) as accounts from t group by status having count(distinct customer_id) >= 5
