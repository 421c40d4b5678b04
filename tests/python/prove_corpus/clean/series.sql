-- zone: crm
-- expect: clean
select d from generate_series(1, 10) as s(d)
