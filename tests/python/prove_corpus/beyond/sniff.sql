-- zone: crm
-- expect: unknown
select * from sniff_csv('/tmp/x')
