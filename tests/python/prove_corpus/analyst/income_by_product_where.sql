-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- flow total: customers.annual_income (aggregate)
-- influence product: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate)
-- influence total: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate)
select a.product, sum(c.annual_income) as total from accounts as a, customers as c where a.customer_id = c.customer_id group by a.product having count(distinct a.customer_id) >= 5
