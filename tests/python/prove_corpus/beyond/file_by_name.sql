-- zone: crm
-- expect: unknown
select * from 'customers.parquet'
