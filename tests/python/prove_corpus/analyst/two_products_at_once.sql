-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- flow total: customers.annual_income (aggregate)
-- influence product: accounts.customer_id (aggregate), accounts.product (aggregate), customers.annual_income (aggregate), customers.customer_id (aggregate)
-- influence total: accounts.customer_id (aggregate), accounts.product, accounts.product (aggregate), customers.customer_id (aggregate)
select product, total from (select a.product, sum(c.annual_income) as total from accounts as a inner join customers as c on c.customer_id = a.customer_id where a.product = 'loan' group by a.product having count(distinct c.customer_id) >= 5) as l union all select product, total from (select a.product, sum(c.annual_income) as total from accounts as a inner join customers as c on c.customer_id = a.customer_id where a.product <> 'loan' group by a.product having count(distinct c.customer_id) >= 5) as o
