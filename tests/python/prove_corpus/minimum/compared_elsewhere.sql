-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income, customers.customer_id (count), customers.phone
-- influence n: customers.annual_income, customers.customer_id (count), customers.phone, customers.status
select status, count(*) as n from customers where (select s.annual_income from customers as s where s.phone = '13800000001') > 100000 group by status having count(distinct customer_id) >= 5
