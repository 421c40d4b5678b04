-- zone: crm
-- expect: leak
-- influence ref: customers.annual_income
select rank() over (order by annual_income) as ref from customers
