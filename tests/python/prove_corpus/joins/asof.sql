-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: calendar.day, customers.birth_date
select c.id_number as ref from calendar d asof join customers c on d.day >= c.birth_date
