-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.annual_income, customers.customer_id (count)
-- influence n: customers.annual_income, customers.customer_id (count), customers.status
select status, max(sum(annual_income)) over () as n from customers group by status having max(annual_income) > 0 and count(distinct customer_id) >= 4
