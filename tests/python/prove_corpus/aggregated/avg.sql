-- zone: crm
-- expect: leak
-- flow ref: customers.annual_income (sum)
-- influence ref: customers.status
select avg(annual_income) as ref from customers group by status
