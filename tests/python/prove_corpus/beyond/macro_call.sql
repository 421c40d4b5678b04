-- zone: crm
-- expect: unknown
select * from customers_macro()
