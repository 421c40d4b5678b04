-- zone: crm
-- expect: unknown
select * from information_schema.columns
