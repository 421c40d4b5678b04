-- zone: anonymised
-- expect: leak
-- flow label: released.annual_income (cohort)
-- flow n: customers.annual_income, customers.phone
-- influence label: customers.customer_id (aggregate), released.customer_id (aggregate)
-- influence n: customers.customer_id (aggregate), released.customer_id (aggregate)
select released.label[1] as label, sum(capped.amount) as n from released inner join (select customers.customer_id, customers.annual_income - greatest(customers.annual_income - cast(customers.phone as decimal), 0) as amount from released inner join customers on released.customer_id = customers.customer_id) as capped on released.customer_id = capped.customer_id group by 1 having count(distinct released.customer_id) >= 5
