-- zone: crm
-- expect: leak
-- flow ref: customers.annual_income, customers.status
select arg_max(status, annual_income) as ref from customers group by status
