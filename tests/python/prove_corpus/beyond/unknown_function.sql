-- zone: crm
-- expect: unknown
select write_log(id_number) as x from customers
