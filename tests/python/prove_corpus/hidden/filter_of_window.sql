-- zone: crm
-- expect: leak
-- influence n: customers.health_note, customers.status
select count(*) filter (where health_note = 'x') over (partition by status) as n from customers
