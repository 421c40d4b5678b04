-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income, customers.id_number
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(v) as n from (select annual_income * ascii(id_number) as v, customer_id, status from customers) group by status having count(distinct customer_id) >= 5
