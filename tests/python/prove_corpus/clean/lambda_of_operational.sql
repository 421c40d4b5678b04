-- zone: crm
-- expect: clean
-- flow x: customers.status
select list_transform([status], lambda s: upper(s)) as x from customers
