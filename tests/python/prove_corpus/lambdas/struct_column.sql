-- zone: crm
-- expect: leak
-- flow ref: customers.profile
select profile.nickname as ref from customers
