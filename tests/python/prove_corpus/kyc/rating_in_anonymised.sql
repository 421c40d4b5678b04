-- zone: anonymised
-- expect: leak
-- flow province: customers.province
-- influence province: customers.customer_id, ratings.customer_id, ratings.rating
select c.province from customers c join ratings r using (customer_id) where r.rating <> 'high'
