-- zone: crm
-- expect: clean
-- flow x: accounts.product, customers.status
select status as x from customers union all select product from accounts
