-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.health_note, customers.phone, customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note, customers.phone, customers.status (aggregate)
select status, count(*) as n from customers group by status having count(distinct customer_id) >= 5 and bool_or(phone = '13800000001' and health_note like '%hiv%')
