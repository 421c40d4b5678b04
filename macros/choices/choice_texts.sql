{#- The events with purpose, choice, channel and the other words in one spelling; `scope` is the part of a purpose that
    the event is about, null where it is about all of it. -#}
{%- macro choice_texts() -%}
    select
        *,
        purpose in ('{{ choice_purposes() | join("', '") }}') as is_known_purpose,
        channel in ('{{ choice_channels() | join("', '") }}') as is_known_channel,
        case purpose
            when 'direct_marketing' then channel
            when 'third_party_disclosure' then lower(recipient_id)
            when 'sensitive_data' then data_category
        end as scope
    from (
        select
            event_id,
            customer_id,
            lower(trim(purpose)) as purpose,
            lower(trim(choice)) as choice,
            replace(lower(trim(channel)), '-', '') as channel,
            recipient_id,
            lower(trim(data_category)) as data_category,
            notice_version,
            lower(trim(captured_by)) as captured_by,
            occurred_at,
            recorded_at,
            coalesce(recorded_at, loaded_at) as known_from,
            coalesce(occurred_at, recorded_at, loaded_at) as happened_at,
            loaded_at,
            dq_flags,
            is_current
        from {{ ref('stg_choice_events') }}
    ) as spelled
{%- endmacro %}
