-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
select status, sum(annual_income) as n from customers where phone <> '13800000001' group by status having count(distinct customer_id) >= 5
