-- zone: crm
-- expect: leak
-- flow a: customers.id_number
select ID_NUMBER as A from CUSTOMERS
