-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id, customers.customer_id (count)
-- influence n: customers.customer_id, customers.customer_id (count), customers.status
select status, sum(annual_income) as n from (select status, annual_income, lead(customer_id) over (order by customer_id) as customer_id from customers) as t group by status having count(distinct customer_id) >= 5
