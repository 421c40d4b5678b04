-- zone: crm
-- expect: leak
-- flow customer_id: customers.customer_id
-- flow n: customers.annual_income (sum)
-- influence n: customers.customer_id
select customer_id, sum(annual_income) as n from customers group by customer_id having count(*) >= 5
