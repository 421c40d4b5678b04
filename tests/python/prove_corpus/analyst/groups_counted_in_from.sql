-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- influence status: customers.annual_income (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: customers.customer_id (aggregate), customers.status, customers.status (aggregate)
select g.status, g.total from (select status, count(distinct customer_id) as persons, sum(annual_income) as total from customers group by status) as g where g.persons > 9 and g.status <> 'closed' order by g.total desc limit 10
