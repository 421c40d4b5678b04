-- zone: crm
-- expect: leak
-- flow n: customers.annual_income
select list_reduce([1, 2, 3], lambda x, y: x + y + annual_income) as n from customers
