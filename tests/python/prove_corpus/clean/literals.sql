-- zone: crm
-- expect: clean
select 1 as one, 'x' as x
