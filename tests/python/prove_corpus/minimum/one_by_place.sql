-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id, customers.customer_id (count), customers.loaded_at
-- influence n: customers.customer_id, customers.customer_id (count), customers.loaded_at, customers.status
select p.status, sum(s.annual_income) as n from customers as p left join (select customer_id, annual_income, row_number() over (order by loaded_at) as place from customers) as s on p.customer_id = s.customer_id and s.place = 1 group by p.status having count(distinct p.customer_id) >= 5
