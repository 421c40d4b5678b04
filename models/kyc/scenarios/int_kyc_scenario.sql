select
    scenario,
    rule_id,
    window_days,
    operator,
    amount_cny,
    amount_usd,
    name_zh,
    name_en
from {{ ref('kyc_scenarios') }}
union all
-- Each version of the law as if it had always been in force.
select
    'version_' || cast(rule_version as varchar) as scenario,
    rule_id,
    window_days,
    operator,
    amount_cny,
    amount_usd,
    '第' || cast(rule_version as varchar) || '版规则' as name_zh,
    'rule version ' || cast(rule_version as varchar) as name_en
from {{ ref('int_kyc_rule') }}
where rule_id in ('PI-SINGLE', 'PI-CUM30', 'PI-BAL10')
