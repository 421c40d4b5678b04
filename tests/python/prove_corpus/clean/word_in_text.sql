-- zone: crm
-- expect: clean
select 'id_number' as label from customers
