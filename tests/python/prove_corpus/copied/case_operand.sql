-- zone: crm
-- expect: leak
-- flow b: customers.health_note
select case health_note when 'x' then 1 else 0 end as b from customers
