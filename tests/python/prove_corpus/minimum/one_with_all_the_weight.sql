-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
select c.status, avg(c.annual_income) as n from customers as c, generate_series(1, case when c.phone = '13800000001' then 1000000 else 1 end) as s(i) group by c.status having count(distinct c.customer_id) >= 5
