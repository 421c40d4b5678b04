-- zone: crm
-- expect: leak
-- flow b: customers.id_number, customers.status
select concat_ws('-', status, id_number) as b from customers
