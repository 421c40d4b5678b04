-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status
select c.status, avg(m.most) as n from customers as c inner join (select status, max(annual_income) as most from customers group by status) as m on c.status = m.status group by c.status having count(distinct c.customer_id) >= 5
