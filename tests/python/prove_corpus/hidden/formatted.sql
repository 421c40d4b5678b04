-- zone: crm
-- expect: leak
-- flow line: customers.id_number, customers.status
-- flow note: customers.health_note
select format('{}-{}', status, id_number) as line, printf('%s', health_note) as note from customers
