-- zone: crm
-- expect: leak
-- flow contact_ref: customers.id_number
select "id_number" as "Contact Ref" from customers
