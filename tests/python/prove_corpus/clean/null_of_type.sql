-- zone: crm
-- expect: clean
select cast(null as text) as id_number from customers
