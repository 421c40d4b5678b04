-- zone: crm
-- expect: clean
with recursive d(n) as (select 1 union all select n + 1 from d where n < 10) select n from d
