-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- influence product: accounts.customer_id, customers.annual_income, customers.customer_id
select a.product from accounts as a inner join customers as c on a.customer_id = c.customer_id and c.annual_income > 100000
