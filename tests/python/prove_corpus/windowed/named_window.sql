-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.loaded_at
select lag(id_number) over w as ref from customers window w as (order by loaded_at)
