{#- A decision as one text that sorts by what counts more: a part that lifts the flag, then the later event. The
    separator occurs in no id. -#}
{%- macro packed_decision(chosen) -%}
    concat(
            {{ packed_rank(chosen ~ '.lifts_flag', chosen ~ '.strictest') }},
            chr(31), {{ chosen }}.why, chr(31), {{ chosen }}.state,
            chr(31), {{ chosen }}.event_id, chr(31), {{ chosen }}.provision
        )
{%- endmacro %}
