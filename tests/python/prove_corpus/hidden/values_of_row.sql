-- zone: crm
-- expect: leak
-- flow x: customers.health_note, customers.status
select v.x from customers as c, lateral (values (c.health_note), (c.status)) as v(x)
