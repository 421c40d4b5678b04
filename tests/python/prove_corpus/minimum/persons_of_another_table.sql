-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status
select a.status, sum(a.annual_income) as n from customers as a cross join customers as b group by a.status having count(distinct b.customer_id) >= 5
