-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: accounts.account_id (count)
-- influence status: accounts.customer_id (aggregate), customers.customer_id (aggregate), customers.health_note (aggregate), customers.status (aggregate)
-- influence n: accounts.customer_id (aggregate), customers.customer_id (aggregate), customers.health_note, customers.health_note (aggregate), customers.status (aggregate)
select p.status, count(s.account_id) as n from customers as p left join accounts as s on p.customer_id = s.customer_id and p.health_note like '%hiv%' group by p.status having count(distinct p.customer_id) >= 5
