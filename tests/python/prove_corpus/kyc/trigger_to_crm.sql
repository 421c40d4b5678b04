-- zone: crm
-- expect: leak
-- flow customer_id: triggers.customer_id
-- influence customer_id: triggers.(rows)
select t.customer_id from triggers t
