-- zone: crm
-- expect: leak
-- flow b: customers.annual_income
select if(annual_income > 5, 1, 0) as b from customers
