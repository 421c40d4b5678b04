-- zone: crm
-- expect: leak
-- flow ref: customers.status
-- influence ref: customers.annual_income
select string_agg(status, ',' order by annual_income) as ref from customers group by status
