-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.tags
select list_transform(tags, lambda a: list_transform(tags, lambda b: id_number)) as ref from customers
