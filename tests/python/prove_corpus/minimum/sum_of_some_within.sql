-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note, customers.status (aggregate)
select status, sum(v) as n from (select status, customer_id, sum(annual_income) filter (where health_note = 'x') as v from customers group by status, customer_id) as t group by status having count(distinct customer_id) >= 5
