{#- How an event may be read, from the mildest to the strictest: of one second the highest counts, so that deny wins.
    Below 4 it allows. A guardian's opt-in is the mildest, so that it stands for a child only where it stands alone. -#}
{%- macro reading_codes() -%}
    {{ return({
        'opt_in_by_guardian': 1,
        'opt_in': 2,
        'opt_out': 4,
        'notice_not_covering': 5,
        'recorded_before_occurred': 6,
        'unreadable_time': 7,
        'unknown_choice': 8,
        'payload_conflict': 9,
        'future_dated': 10,
    }) }}
{%- endmacro %}
