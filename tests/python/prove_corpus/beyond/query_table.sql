-- zone: crm
-- expect: unknown
select * from query_table('customers')
