-- zone: anonymised
-- expect: clean
-- flow label: released.annual_income (cohort)
-- flow n: released.customer_id (aggregate)
-- influence label: released.customer_id (aggregate), released.customer_id (count)
-- influence n: released.annual_income (cohort), released.customer_id (count)
with shown as (select label[1] as label, count(distinct customer_id) as n from released group by 1 having count(distinct customer_id) >= 5), small as (select 1 as one from released group by label[1] having count(distinct customer_id) < 5) select label, n from shown where not exists (select 1 from small)
