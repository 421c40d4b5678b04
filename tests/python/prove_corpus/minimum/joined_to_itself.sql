-- zone: anonymised
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
select c.status from customers as c inner join (select status, count(*) as n from customers group by status having count(distinct customer_id) >= 5) as g on g.status = g.status
