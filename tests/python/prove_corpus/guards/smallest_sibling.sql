-- zone: anonymised
-- expect: leak
-- flow label: released.annual_income (cohort)
-- flow n: released.customer_id (count)
-- influence label: released.customer_id (count)
select label, n from (select *, min(n) over () as fewest from (select label[1] as label, count(distinct customer_id) as n from released group by 1) as counted) as ranked where fewest >= 5
