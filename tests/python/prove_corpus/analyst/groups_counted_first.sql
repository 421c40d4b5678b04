-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow persons: customers.customer_id (aggregate)
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence persons: customers.status (aggregate)
-- influence mean_income: customers.customer_id (aggregate), customers.status (aggregate)
with groups as (select status, count(distinct customer_id) as persons, avg(annual_income) as mean_income from customers group by status) select status, persons, mean_income from groups where persons >= 5
