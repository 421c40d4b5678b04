-- zone: crm
-- expect: unknown
select * from (summarize customers)
