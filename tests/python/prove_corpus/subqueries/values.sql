-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select v.ref from customers c, (values (c.id_number)) as v(ref)
