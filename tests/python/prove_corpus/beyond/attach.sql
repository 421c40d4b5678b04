-- zone: crm
-- expect: unknown
attach '/tmp/x.db'
