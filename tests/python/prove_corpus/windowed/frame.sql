-- zone: crm
-- expect: leak
-- flow ref: customers.annual_income
-- influence ref: customers.loaded_at
select sum(annual_income) over (order by loaded_at rows 1 preceding) as ref from customers
