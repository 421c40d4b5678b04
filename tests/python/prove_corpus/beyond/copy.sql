-- zone: crm
-- expect: unknown
copy customers to '/tmp/x'
