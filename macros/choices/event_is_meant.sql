{#- Whether an event of a customer id, case aside, counts for a record: an opt-in only for the exact id. -#}
{%- macro event_is_meant() -%}
    (not events.is_for_exact_id or events.customer_id = members.member_id)
{%- endmacro %}
