{#- Event ids that came with a second payload, and from when it was known. An event is immutable, so the second makes
    the first doubtful whenever either was loaded. Only ids that were loaded more than once can be such. -#}
{%- macro choice_conflicts() -%}
    {%- set columns = [
        'customer_id', 'purpose', 'choice', 'channel', 'recipient_id', 'data_category', 'notice_version', 'captured_by',
        'occurred_at', 'recorded_at',
    ] -%}
    select
        event_id,
        known_from
    from (
        select
            event_id,
            min(coalesce(recorded_at, loaded_at)) as known_from,
            row_number() over (partition by event_id order by min(coalesce(recorded_at, loaded_at))) as place
        from {{ ref('stg_choice_events') }}
        where is_repeated
        group by event_id, {{ columns | join(', ') }}
    ) as payloads
    where place = 2
{%- endmacro %}
