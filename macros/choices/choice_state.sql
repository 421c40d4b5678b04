{#- The state that a flag carries. What is in doubt is read as a refusal; a child's own opt-in is overridden by law. -#}
{%- macro choice_state(why, strictest) -%}
    case
        when {{ strictest }} is null or {{ why }} = 'unknown_jurisdiction' then 'no_record'
        when {{ why }} = 'minor' then 'overridden_by_law'
        when {{ why }} = 'latest_event' and mod({{ strictest }}, 16) < {{ reading_codes().opt_out }} then 'opted_in'
        else 'opted_out'
    end
{%- endmacro %}
