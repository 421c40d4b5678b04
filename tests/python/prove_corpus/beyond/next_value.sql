-- zone: crm
-- expect: unknown
select nextval('s') as x
