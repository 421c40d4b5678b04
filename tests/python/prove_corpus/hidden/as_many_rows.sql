-- zone: crm
-- expect: leak
-- flow i: customers.annual_income
select s.i from customers as c, generate_series(1, cast(c.annual_income as bigint)) as s(i)
