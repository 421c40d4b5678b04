-- zone: crm
-- expect: unknown
select columns('id_.*') from customers
