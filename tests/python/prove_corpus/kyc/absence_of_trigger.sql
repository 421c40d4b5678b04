-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- influence product: accounts.customer_id, triggers.(rows), triggers.customer_id
select a.product from accounts a where not exists (select 1 from triggers t where t.customer_id = a.customer_id)
