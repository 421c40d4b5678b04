-- zone: crm
-- expect: leak
-- flow n: customers.annual_income (count)
-- influence n: customers.status
select sum(n) as n from (select status, count(annual_income) as n from customers group by status) as counted
