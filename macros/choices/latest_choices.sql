{#- The latest choice of each record about each purpose and part, and about the whole purpose (`scope` is null). An
    opt-in counts for the exact id alone, anything else for whoever it may mean. `is_whole` tells the rows apart: a
    condition on `scope` or on the purpose would be carried down to the events, and read their words once more. -#}
{%- macro latest_choices() -%}
    select
        members.member_number,
        events.purpose_number,
        events.scope,
        max(case when events.scope is null then 1 else 0 end) as is_whole,
        max(events.strictest) as strictest,
        max(events.mildest) as mildest,
        {{ value_at_highest('events.event_id', 'events.strictest', 'true') }} as event_id
    from events
    inner join members on events.folded_id = members.folded_id
    where not events.is_for_exact_id or events.customer_id = members.member_id
    group by members.member_number, events.purpose_number, events.scope
{%- endmacro %}
