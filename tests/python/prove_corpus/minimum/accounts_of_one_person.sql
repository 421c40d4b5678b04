-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: accounts.account_id (count), accounts.customer_id, customers.customer_id
-- influence n: accounts.account_id (count), accounts.customer_id, customers.customer_id, customers.status
select c.status, sum(c.annual_income) as n from customers as c inner join accounts as a on a.customer_id = c.customer_id group by c.status having count(distinct a.account_id) >= 5
