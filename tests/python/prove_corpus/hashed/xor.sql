-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select xor(cast(id_number as bigint), 42) as ref from customers
