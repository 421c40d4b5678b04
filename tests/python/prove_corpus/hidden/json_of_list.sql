-- zone: crm
-- expect: leak
-- flow m: customers.health_note
-- influence m: customers.status
select to_json(list(health_note)) as m from customers group by status
