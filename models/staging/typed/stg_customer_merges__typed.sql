-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('customer_merges', [
        'survivor_customer_id', 'merged_customer_id', 'merged_on', 'unmerged_on', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('survivor_customer_id') }} as survivor_customer_id,
        {{ read_text('merged_customer_id') }} as merged_customer_id,
        {{ read_date('merged_on') }} as merged_on,
        {{ read_date('unmerged_on') }} as unmerged_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        merged_on is not null as has_merged_on,
        unmerged_on is not null as has_unmerged_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'survivor_customer_id:key_missing': "typed.survivor_customer_id is null",
            'merged_customer_id:key_missing': "typed.merged_customer_id is null",
            'merged_on:unreadable': "typed.has_merged_on and typed.merged_on is null",
            'unmerged_on:unreadable': "typed.has_unmerged_on and typed.unmerged_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.survivor_customer_id is null or typed.merged_customer_id is null as is_dropped
    from typed
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['survivor_customer_id', 'merged_customer_id', 'merged_on']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
