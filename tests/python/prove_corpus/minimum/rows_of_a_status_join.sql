-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (count), customers.health_note, customers.phone
-- influence n: customers.customer_id (count), customers.health_note, customers.phone, customers.status
select c.status, count(*) as n from customers as c inner join (select status from customers where phone = '13800000001' and health_note like '%hiv%') as s on c.status = s.status group by c.status having count(distinct c.customer_id) >= 5
