-- zone: crm
-- expect: clean
-- flow day: calendar.day
-- flow persons: customers.customer_id (aggregate)
-- flow total: customers.annual_income (aggregate)
-- influence day: customers.customer_id (aggregate), customers.loaded_at (aggregate)
-- influence persons: calendar.day, customers.loaded_at (aggregate)
-- influence total: calendar.day, customers.customer_id (aggregate), customers.loaded_at (aggregate)
select d.day, count(distinct c.customer_id) as persons, sum(c.annual_income) as total from calendar as d inner join customers as c on cast(c.loaded_at as date) = d.day group by d.day having count(distinct c.customer_id) >= 5
