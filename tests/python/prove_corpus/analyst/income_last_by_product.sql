-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- flow total: customers.annual_income (aggregate)
-- influence product: accounts.customer_id (aggregate), accounts.product (aggregate), customers.annual_income (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: accounts.customer_id (aggregate), accounts.product (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
select a.product, sum(c.annual_income) as total from accounts as a inner join customers as c on c.customer_id = a.customer_id where c.status in ('active', 'dormant') and a.product like 'card%' group by a.product having count(distinct c.customer_id) >= 20 order by total desc limit 5
