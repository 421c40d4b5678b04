-- zone: crm
-- expect: unknown
select * from query('select id_number from customers')
