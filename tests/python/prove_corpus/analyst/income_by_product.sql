-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- flow mean_income: customers.annual_income (aggregate)
-- influence product: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate)
-- influence mean_income: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate)
select a.product, avg(c.annual_income) as mean_income from accounts as a inner join customers as c on a.customer_id = c.customer_id group by a.product having count(distinct c.customer_id) >= 5
