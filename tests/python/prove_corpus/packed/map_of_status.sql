-- zone: crm
-- expect: leak
-- flow tag: customers.id_number, customers.status
select unnest(map_values(map {status: id_number})) as tag from customers
