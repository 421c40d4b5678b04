-- zone: crm
-- expect: unknown
select status from customers; select id_number from customers
