-- zone: crm
-- expect: unknown
insert into calendar select id_number from customers
