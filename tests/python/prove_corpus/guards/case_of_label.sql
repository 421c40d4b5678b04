-- zone: anonymised
-- expect: leak
-- flow label: released.annual_income (cohort)
-- flow n: customers.annual_income, customers.full_name, released.annual_income (cohort)
-- influence label: customers.customer_id (aggregate), released.customer_id (aggregate)
-- influence n: customers.customer_id (aggregate), released.customer_id (aggregate)
select released.label[1] as label, sum(capped.amount) as n from released inner join (select customers.customer_id, case when customers.full_name = 'x' then least(customers.annual_income, cast(released.tops[1] as decimal)) end as amount from released inner join customers on released.customer_id = customers.customer_id) as capped on released.customer_id = capped.customer_id group by 1 having count(distinct released.customer_id) >= 5
