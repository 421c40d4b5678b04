-- zone: crm
-- expect: clean
-- flow status: customers.status
-- influence place: customers.customer_id, customers.loaded_at
select status, row_number() over (partition by customer_id order by loaded_at) as place from customers
