-- zone: crm
-- expect: leak
-- flow x: customers.id_number
-- influence x: customers.province
select list_aggregate(list(id_number), 'string_agg', '|') as x from customers group by province
