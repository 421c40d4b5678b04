{#- The events of each record, an opt-in for the exact id alone, and a row without an event for every record
    and id. -#}
{%- macro choices_told() -%}
    select
        member_id,
        cast(null as text) as scope,
        jurisdiction,
        birth_date,
        cast(null as integer) as purpose_number,
        cast(null as bigint) as strictest,
        cast(null as bigint) as mildest,
        cast(null as text) as event_id,
        is_record
    from members
    union all
    select
        members.member_id,
        events.scope,
        null as jurisdiction,
        null as birth_date,
        case
            when not events.is_for_exact_id or events.customer_id = members.member_id then events.purpose_number
        end as purpose_number,
        events.strictest,
        events.mildest,
        events.event_id,
        null as is_record
    from events
    inner join members on events.folded_id = members.folded_id
{%- endmacro %}
