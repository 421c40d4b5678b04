-- zone: crm
-- expect: clean
-- flow x: customers.status, customers.tags
select [upper(i) for i in tags if i <> status] as x from customers
