-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.annual_income, customers.customer_id, customers.customer_id (count), customers.phone
-- influence n: customers.customer_id, customers.customer_id (count), customers.phone, customers.status
select status, sum(v) as n from (select status, customer_id, annual_income as v from customers where phone = '13800000001' union all select status, customer_id, annual_income * 0 from customers) as t group by status having count(distinct customer_id) >= 5
