-- zone: selectively_anonymised
-- expect: leak
-- flow rating: ratings.rating
select rating from ratings
