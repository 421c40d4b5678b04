-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
select c.status, avg(s.annual_income) as n from customers as c cross join (select annual_income from customers where phone = '13800000001') as s group by c.status having count(distinct c.customer_id) >= 5
