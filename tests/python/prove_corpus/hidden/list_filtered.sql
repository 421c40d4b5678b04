-- zone: crm
-- expect: leak
-- flow tags: customers.annual_income
select list_filter([1, 2, 3], lambda x: x < annual_income) as tags from customers
