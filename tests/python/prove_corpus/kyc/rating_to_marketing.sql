-- zone: opt_out_direct_marketing
-- expect: leak
-- flow full_name: customers.full_name
-- flow rating: ratings.rating
-- influence full_name: customers.customer_id, customers.opt_out_direct_marketing, ratings.customer_id
-- influence rating: customers.customer_id, customers.opt_out_direct_marketing, ratings.customer_id
select c.full_name, r.rating from customers c join ratings r on c.customer_id = r.customer_id where not c.opt_out_direct_marketing
