-- zone: crm
-- expect: unknown
select status from customers at (version => 1)
