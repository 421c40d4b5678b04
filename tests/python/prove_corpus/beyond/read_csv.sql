-- zone: crm
-- expect: unknown
select * from read_csv('/tmp/x.csv')
