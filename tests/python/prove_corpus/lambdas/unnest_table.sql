-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select u.ref from customers c, unnest([c.id_number]) as u(ref)
