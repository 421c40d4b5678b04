-- zone: crm
-- expect: leak
-- flow raw: customers.id_number
-- flow bits: customers.health_note
select encode(id_number) as raw, bit_length(health_note) as bits from customers
