-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.id_number, customers.loaded_at
select status from customers qualify row_number() over (partition by id_number order by loaded_at) = 1
