-- Every rule has one row per version, amounts exactly where its operator compares them, and a citation.
select
    rule_id,
    version
from {{ ref('kyc_rules') }}
group by rule_id, version
having count(*) > 1
    or max(case when operator = 'any' and (amount_cny is not null or amount_usd is not null) then 1 else 0 end) = 1
    or max(case when operator <> 'any' and amount_cny is null then 1 else 0 end) = 1
    or max(case when citation_zh is null or citation_en is null or article is null then 1 else 0 end) = 1
    or max(case when due_unit = 'sla' and sla is null then 1 else 0 end) = 1
    or max(case when metric in ('sum_in_out', 'closing_balance') and window_n is null then 1 else 0 end) = 1
