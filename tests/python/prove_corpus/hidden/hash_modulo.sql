-- zone: crm
-- expect: leak
-- flow shard: customers.id_number
select hash(id_number) % 1000 as shard from customers
