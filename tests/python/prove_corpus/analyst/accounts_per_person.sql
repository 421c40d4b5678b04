-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow accounts: accounts.account_id (aggregate)
-- influence status: accounts.customer_id (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
-- influence accounts: accounts.customer_id (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
with per_person as (select c.customer_id, c.status, count(a.account_id) as accounts from customers as c left join accounts as a on a.customer_id = c.customer_id group by c.customer_id, c.status) select status, avg(accounts) as accounts from per_person group by status having count(distinct customer_id) >= 5
