{{ config(materialized='incremental', unique_key='trigger_id', incremental_strategy='append', full_refresh=false,
    on_schema_change='fail') }}
{#- A build of a past day must not look like a detection of today. -#}
with triggers as (

    select * from {{ ref('int_kyc_trigger') }}
    where state = 'fired' and {{ 'false' if is_past_build() else 'true' }}

)

-- The texts as the contract has them: on PostgreSQL `varchar` would be another type at the second build.
select
    trigger_id,
    cast(rule_id as text) as rule_id,
    rule_version,
    subject_type,
    subject_id,
    customer_id,
    trigger_date,
    episode_end,
    cast(source_id as text) as source_id,
    detected_at,
    metric_cny,
    metric_usd,
    cast(operator as text) as operator,
    threshold_cny,
    threshold_usd,
    cast(fx_reason as text) as fx_reason,
    why_zh,
    why_en,
    episode_start,
    {{ as_of_date() }} as first_seen_as_of,
    cast('{{ invocation_id }}' as text) as first_seen_in
from triggers
{% if is_incremental() %}
where not exists (select 1 from {{ this }} as seen where seen.trigger_id = triggers.trigger_id)
{% endif %}
