-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.status
select sum(case when id_number = '1' then 1 else 0 end) as ref from customers group by status
