-- zone: crm
-- expect: leak
-- flow band: customers.annual_income
select case when annual_income < 10000 then 'a' when annual_income < 20000 then 'b' else 'c' end as band from customers
