-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.birth_date (aggregate), customers.customer_id (aggregate), customers.phone (aggregate), customers.status (aggregate)
-- influence mean_income: customers.birth_date (aggregate), customers.customer_id (aggregate), customers.phone (aggregate), customers.status (aggregate)
select status, avg(annual_income) as mean_income from customers where phone is not null and birth_date < date '1990-01-01' group by status having count(distinct customer_id) >= 5
