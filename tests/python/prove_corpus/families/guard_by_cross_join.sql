-- zone: anonymised
-- expect: leak
-- flow province: customers.province
-- influence province: customers.customer_id (aggregate), customers.province (aggregate)
select c.province from customers c cross join (select province from customers group by province having count(distinct customer_id) >= 5) f
