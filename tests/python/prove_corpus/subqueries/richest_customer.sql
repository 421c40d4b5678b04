-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- influence product: accounts.customer_id, customers.annual_income, customers.customer_id
select product from accounts where customer_id = (select customer_id from customers order by annual_income desc limit 1)
