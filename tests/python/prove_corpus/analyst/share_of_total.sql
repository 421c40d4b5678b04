-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- flow share: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: customers.customer_id (aggregate), customers.status (aggregate)
-- influence share: customers.customer_id (aggregate), customers.status (aggregate)
-- influence place: customers.annual_income (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
select status, total, total / sum(total) over () as share, rank() over (order by total desc) as place from (select status, sum(annual_income) as total from customers group by status having count(distinct customer_id) >= 5) as t
