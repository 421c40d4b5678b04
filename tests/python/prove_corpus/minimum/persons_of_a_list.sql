-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count)
-- influence n: customers.customer_id (count), customers.status
select status, sum(annual_income) as n from (select status, unnest([customer_id, customer_id || 'a', customer_id || 'b', customer_id || 'c', customer_id || 'd']) as customer_id, annual_income from customers) as t group by status having count(distinct customer_id) >= 5
