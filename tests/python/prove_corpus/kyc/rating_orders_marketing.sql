-- zone: opt_out_direct_marketing
-- expect: leak
-- flow full_name: customers.full_name
-- influence full_name: customers.customer_id, customers.opt_out_direct_marketing, ratings.customer_id, ratings.rating
select c.full_name from customers c left join ratings r on c.customer_id = r.customer_id where not c.opt_out_direct_marketing order by r.rating
