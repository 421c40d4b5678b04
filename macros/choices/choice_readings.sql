{#- How each event reads on its own, whoever asks and whenever: one row per event and payload. An opt-in needs a notice
    version in force that covers the purpose; an opt-out needs nothing. Five minutes are the skew of clocks. -#}
{%- macro choice_readings() -%}
    {%- set codes = reading_codes() -%}
    select
        events.*,
        conflicts.known_from as conflict_known_from,
        case
            when events.choice_number = 2 then {{ codes.opt_out }}
            when events.choice_number is null then {{ codes.unknown_choice }}
            when events.occurred_at is null or events.recorded_at is null then {{ codes.unreadable_time }}
            when events.recorded_at < events.occurred_at - interval '5 minutes'
                then {{ codes.recorded_before_occurred }}
            when notices.covers_from is null or notices.covers_from > events.occurred_at
                then {{ codes.notice_not_covering }}
            when lower(trim(events.captured_by)) = 'guardian' then {{ codes.opt_in_by_guardian }}
            else {{ codes.opt_in }}
        end as code
    from (
        select
            *,
            {{ word_number('purpose', choice_purposes()) }} as purpose_number,
            {{ word_number('choice', ['opt_in', 'opt_out']) }} as choice_number,
            coalesce(recorded_at, loaded_at) as known_from,
            coalesce(occurred_at, recorded_at, loaded_at) as happened_at
        from {{ ref('stg_choice_events') }}
    ) as events
    left join (
        {{ choice_notices() }}
    ) as notices
        on events.notice_version = notices.notice_version and events.purpose_number = notices.purpose_number
    left join (
        {{ choice_conflicts() }}
    ) as conflicts on events.event_id = conflicts.event_id
{%- endmacro %}
