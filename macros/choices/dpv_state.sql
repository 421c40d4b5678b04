{#- The state in the words of the W3C Data Privacy Vocabulary: a doubtful choice is invalidated, not refused. -#}
{%- macro dpv_state(state, why) -%}
    case
        when {{ state }} = 'opted_in' then 'ConsentGiven'
        when {{ state }} = 'no_record' then 'ConsentUnknown'
        when {{ state }} = 'opted_out' and {{ why }} in ('latest_event', 'merged_restriction') then 'ConsentRefused'
        else 'ConsentInvalidated'
    end
{%- endmacro %}
