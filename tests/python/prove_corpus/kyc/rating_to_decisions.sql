-- zone: opt_out_automated_decisions
-- expect: leak
-- flow birth_date: customers.birth_date
-- flow score: ratings.rating
-- influence birth_date: customers.customer_id, customers.opt_out_automated_decisions, ratings.customer_id
-- influence score: customers.customer_id, customers.opt_out_automated_decisions, ratings.customer_id
select c.birth_date, case when r.rating = 'high' then 1 else 0 end as score from customers c join ratings r using (customer_id) where not c.opt_out_automated_decisions
