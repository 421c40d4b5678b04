-- zone: crm
-- expect: leak
-- flow rule_id: accounts.product
-- influence rule_id: accounts.customer_id, triggers.(rows), triggers.customer_id
select t.product as rule_id from accounts t left join triggers k using (customer_id)
