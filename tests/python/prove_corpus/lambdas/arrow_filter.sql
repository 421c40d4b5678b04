-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.tags
select list_filter(tags, lambda t: t = id_number) as ref from customers
