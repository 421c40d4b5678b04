-- zone: crm
-- expect: leak
-- flow b: customers.health_note
select case when health_note is null then 0 else 1 end as b from customers
