-- zone: anonymised
-- expect: leak
-- flow named: released.annual_income (cohort), released.customer_id (count)
-- influence named: released.customer_id (aggregate)
-- influence n: released.annual_income (cohort), released.customer_id (aggregate), released.customer_id (count)
with groups as (select label[1] as own, count(distinct customer_id) as persons from released group by 1), called as (select own, case when persons >= 5 then own else '(remainder)' end as named from groups) select called.named, count(*) as n from released inner join called on released.label[1] = called.own group by called.named having count(distinct released.customer_id) >= 5
