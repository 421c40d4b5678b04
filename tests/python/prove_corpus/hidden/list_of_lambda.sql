-- zone: crm
-- expect: leak
-- flow tags: customers.health_note
select list_transform(['a', 'b'], lambda x: x || health_note) as tags from customers
