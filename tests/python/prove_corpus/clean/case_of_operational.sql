-- zone: crm
-- expect: clean
-- flow is_customer: customers.status
select case when status = 'customer' then 1 else 0 end as is_customer from customers
