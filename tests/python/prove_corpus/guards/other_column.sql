-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.status (count)
-- influence n: customers.status, customers.status (count)
select status, sum(annual_income) as n from customers group by status having count(distinct status) >= 5
