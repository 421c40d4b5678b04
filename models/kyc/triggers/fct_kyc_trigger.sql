with found as (

    select * from {{ ref('int_kyc_trigger') }}

),

-- What an earlier build reported and the data no longer bear.
withdrawn as (

    select seen.*
    from {{ ref('kyc_trigger_seen') }} as seen
    where {{ 'false' if is_past_build() else 'true' }}
        and not exists (
            select 1 from found
            -- What can no longer be decided is not taken back.
            where found.trigger_id = seen.trigger_id and found.state in ('fired', 'undetermined')
        )

)

select
    trigger_id, rule_id, rule_version, subject_type, subject_id, customer_id, trigger_date, episode_end, source_id,
    detected_at, metric_cny, metric_usd, operator, threshold_cny, threshold_usd, fx_reason, why_zh, why_en, state
from found
where not exists (select 1 from withdrawn where withdrawn.trigger_id = found.trigger_id)
union all
select
    trigger_id, rule_id, rule_version, subject_type, subject_id, customer_id, trigger_date, episode_end, source_id,
    detected_at, metric_cny, metric_usd, operator, threshold_cny, threshold_usd, fx_reason,
    '现有数据不再支持,已撤回:' || why_zh as why_zh,
    'Withdrawn, the data no longer bear it: ' || why_en as why_en,
    'withdrawn' as state
from withdrawn
