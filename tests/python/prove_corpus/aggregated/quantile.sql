-- zone: crm
-- expect: leak
-- flow ref: customers.annual_income
-- influence ref: customers.status
select quantile_disc(annual_income, 0.5) as ref from customers group by status
