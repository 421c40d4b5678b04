-- zone: crm
-- expect: leak
-- flow rating: ratings.rating
-- influence rating: ratings.customer_id (aggregate), ratings.rating (aggregate)
-- influence n: ratings.customer_id (aggregate), ratings.rating (aggregate)
select r.rating, count(*) as n from ratings r group by r.rating having count(distinct customer_id) >= 5
