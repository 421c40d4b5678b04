-- zone: crm
-- expect: unknown
select array(select id_number from customers) as ref from calendar
