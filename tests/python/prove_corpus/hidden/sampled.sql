-- zone: crm
-- expect: leak
-- flow code: customers.id_number
select id_number as code from customers using sample 10 percent
