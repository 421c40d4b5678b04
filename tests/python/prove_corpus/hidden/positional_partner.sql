-- zone: crm
-- expect: leak
-- flow product: accounts.product
-- flow h: customers.health_note
select a.product, b.h from (select product from accounts) as a positional join (select health_note as h from customers) as b
