-- zone: crm
-- expect: leak
-- flow ref: customers.annual_income
-- influence ref: customers.status
select histogram(annual_income) as ref from customers group by status
