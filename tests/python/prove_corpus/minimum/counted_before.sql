-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence n: customers.status
with t as (select status, count(*) as persons, sum(annual_income) as n from customers group by status) select status, n from t where persons >= 5
