-- zone: crm
-- expect: unknown
select * from pragma_storage_info('customers')
