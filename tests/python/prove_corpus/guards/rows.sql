-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence n: customers.status
select status, sum(annual_income) as n from customers group by status having count(*) >= 5
