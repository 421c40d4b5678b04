-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow persons: customers.customer_id (aggregate)
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence persons: customers.status (aggregate)
-- influence mean_income: customers.customer_id (aggregate), customers.status (aggregate)
select status, count(distinct customer_id) as persons, round(avg(annual_income), 2) as mean_income from customers group by status having count(distinct customer_id) >= 5
