-- zone: crm
-- expect: leak
-- flow contact_ref: customers.id_number
select contact_ref: id_number from customers
