-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id, customers.customer_id (count)
-- influence n: customers.customer_id, customers.customer_id (count), customers.status
select status, sum(annual_income) as n from customers where customer_id <> 'C00001' group by status having count(distinct customer_id) >= 5
