-- zone: crm
-- expect: leak
-- influence ref: customers.annual_income
select ntile(100) over (order by annual_income) as ref from customers
