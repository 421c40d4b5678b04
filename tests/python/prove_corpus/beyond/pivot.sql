-- zone: crm
-- expect: unknown
pivot customers on status using count(*)
