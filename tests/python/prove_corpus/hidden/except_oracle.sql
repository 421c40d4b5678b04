-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.health_note
select status from customers except select status from customers where health_note like '%hiv%'
