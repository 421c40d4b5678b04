-- zone: crm
-- expect: unknown
select * from glob('*')
