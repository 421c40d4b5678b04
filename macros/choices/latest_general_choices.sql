{#- The latest choice of each record for each whole purpose, all side by side: one aggregate over the events, and no row
    per customer and purpose. -#}
{%- macro latest_general_choices() -%}
    select
        members.member_id,
        min(members.person_id) as person_id,
        min(members.jurisdiction) as jurisdiction,
        bool_or(members.is_merged) as is_merged,
        bool_or(members.is_under_14) as is_under_14,
        bool_or(members.is_under_16) as is_under_16
        {%- for purpose in choice_purposes() %}
        {%- set counts = "events.purpose = '" ~ purpose ~ "' and " ~ event_is_meant() %},
        max(events.strictest) filter (where {{ counts }}) as {{ purpose }}_strictest,
        max(events.mildest) filter (where {{ counts }}) as {{ purpose }}_mildest,
        {{ value_at_highest('events.event_id', 'events.strictest', counts) }} as {{ purpose }}_event
        {%- endfor %}
    from members
    left join events on members.folded_id = events.folded_id and events.scope is null
    group by members.member_id
{%- endmacro %}
