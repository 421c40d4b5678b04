-- zone: crm
-- expect: leak
-- flow b: customers.id_number, customers.status
select case when status = 'customer' then id_number end as b from customers
