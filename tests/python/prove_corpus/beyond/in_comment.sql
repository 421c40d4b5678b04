-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.id_number
select status /* */ /* , id_number */ from customers where id_number > ''
