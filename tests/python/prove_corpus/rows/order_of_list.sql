-- zone: crm
-- expect: leak
-- flow ref: customers.status
-- influence ref: customers.annual_income
select list(status order by annual_income) as ref from customers
