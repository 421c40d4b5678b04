-- zone: crm
-- expect: leak
-- flow a: customers.id_number
select x.a from (select unnest([{'a': id_number}]) as x from customers)
