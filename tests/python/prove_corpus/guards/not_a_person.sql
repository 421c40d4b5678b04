-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.loaded_at (count)
-- influence n: customers.loaded_at (count), customers.status
select status, sum(annual_income) as n from customers group by status having count(distinct loaded_at) >= 5
