-- zone: crm
-- expect: unknown
select content from read_text('/tmp/x')
