-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (count), customers.health_note, customers.phone
-- influence n: customers.customer_id (count), customers.health_note, customers.phone, customers.status
select status, count(*) as n from customers where 'hiv' in (select s.health_note from customers as s where s.phone = '13800000001') group by status having count(distinct customer_id) >= 5
