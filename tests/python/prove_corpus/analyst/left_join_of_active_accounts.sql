-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow n: accounts.account_id (aggregate)
-- influence status: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: accounts.customer_id (aggregate), accounts.product, accounts.product (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
select c.status, count(a.account_id) as n from customers as c left join (select account_id, customer_id from accounts where product = 'card') as a on a.customer_id = c.customer_id group by c.status having count(distinct c.customer_id) >= 5
