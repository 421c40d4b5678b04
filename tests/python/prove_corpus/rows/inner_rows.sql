-- zone: crm
-- expect: leak
-- influence n: customers.health_note
select count(*) as n from (select 1 from customers where health_note = 'x')
