-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count), customers.full_name
-- influence n: customers.customer_id (count), customers.full_name, customers.status
select status, sum(annual_income) as n from customers where full_name not like '王%' group by status having count(distinct customer_id) >= 5
