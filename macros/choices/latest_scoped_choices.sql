{#- The latest choice of each record for each part of a purpose that it chose apart. -#}
{%- macro latest_scoped_choices() -%}
    select
        members.person_id,
        members.member_id,
        events.purpose,
        events.scope,
        max(events.strictest) as strictest,
        max(events.mildest) as mildest,
        {{ value_at_highest('events.event_id', 'events.strictest', 'true') }} as event_id
    from events
    inner join members on events.folded_id = members.folded_id and {{ event_is_meant() }}
    where events.scope is not null
    group by members.person_id, members.member_id, events.purpose, events.scope
{%- endmacro %}
