-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select map {'k': id_number} as ref from customers
