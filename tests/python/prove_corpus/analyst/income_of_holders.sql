-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- influence status: accounts.customer_id (aggregate), accounts.product, customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: accounts.customer_id (aggregate), accounts.product, customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(annual_income) as total from customers where customer_id in (select customer_id from accounts where product = 'loan') group by status having count(distinct customer_id) >= 5
