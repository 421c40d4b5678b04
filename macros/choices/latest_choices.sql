{#- The latest choices of each record, all purposes side by side: one row for the whole purposes (`scope` is null), and
    one for each part that it chose apart. One aggregate over the events, and no row per customer and purpose. An opt-in
    counts for the exact id alone, anything else for whoever it may mean. `is_record` tells the rows apart (null for a
    part): a condition on `scope` would be carried down to the events, and read their words once more for it. -#}
{%- macro latest_choices() -%}
    select
        member_id,
        scope,
        max(is_record) as is_record,
        min(jurisdiction) as jurisdiction,
        min(birth_date) as birth_date
        {%- for purpose in choice_purposes() %}
        {%- set counts = 'purpose_number = ' ~ loop.index %},
        max(strictest) filter (where {{ counts }}) as {{ purpose }}_strictest,
        max(mildest) filter (where {{ counts }}) as {{ purpose }}_mildest,
        {{ value_at_highest('event_id', 'strictest', counts) }} as {{ purpose }}_event
        {%- endfor %}
    from (
        {{ choices_told() }}
    ) as told
    group by member_id, scope
{%- endmacro %}
