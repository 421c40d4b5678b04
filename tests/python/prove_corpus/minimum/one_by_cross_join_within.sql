-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
select status, avg(annual_income) as n from (select c.status, c.customer_id, s.annual_income from customers as c cross join (select annual_income from customers where phone = '13800000001') as s) as t group by status having count(distinct customer_id) >= 5
