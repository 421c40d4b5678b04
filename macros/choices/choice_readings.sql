{#- How each event reads on its own, whoever asks and whenever: one row per event and payload. An opt-in needs a notice
    version in force that covers the purpose; an opt-out needs nothing. Five minutes are the skew of clocks. -#}
{%- macro choice_readings() -%}
    {%- set codes = reading_codes() -%}
    select
        events.*,
        conflicts.known_from as conflict_known_from,
        case
            when events.choice = 'opt_out' then {{ codes.opt_out }}
            when events.choice is null or events.choice <> 'opt_in' then {{ codes.unknown_choice }}
            when events.occurred_at is null or events.recorded_at is null then {{ codes.unreadable_time }}
            when events.recorded_at < events.occurred_at - interval '5 minutes'
                then {{ codes.recorded_before_occurred }}
            when notices.covers_from is null or notices.covers_from > events.occurred_at
                then {{ codes.notice_not_covering }}
            when events.captured_by = 'guardian' then {{ codes.opt_in_by_guardian }}
            else {{ codes.opt_in }}
        end as code
    from (
        {{ choice_texts() }}
    ) as events
    left join (
        {{ choice_notices() }}
    ) as notices on notices.notice_version = events.notice_version and notices.purpose = events.purpose
    left join (
        {{ choice_conflicts() }}
    ) as conflicts on conflicts.event_id = events.event_id
{%- endmacro %}
