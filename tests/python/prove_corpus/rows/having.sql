-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.annual_income
select status from customers group by status having max(annual_income) > 5
