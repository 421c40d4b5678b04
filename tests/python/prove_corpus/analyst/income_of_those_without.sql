-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- influence status: accounts.customer_id (aggregate), accounts.product, customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: accounts.customer_id (aggregate), accounts.product, customers.customer_id (aggregate), customers.status (aggregate)
select c.status, sum(c.annual_income) as total from customers as c where not exists (select 1 from accounts as a where a.customer_id = c.customer_id and a.product = 'loan') group by c.status having count(distinct c.customer_id) >= 5
