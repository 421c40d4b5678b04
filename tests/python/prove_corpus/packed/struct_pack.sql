-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select struct_pack(a := id_number) as ref from customers
