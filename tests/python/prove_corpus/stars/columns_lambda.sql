-- zone: crm
-- expect: unknown
select columns(lambda c: c like 'id%') from customers
