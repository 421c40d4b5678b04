-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
select a.status, sum(a.annual_income) as n from customers as a inner join customers as b on a.status = b.status where a.phone = '13800000001' group by a.status having count(distinct b.customer_id) >= 5
