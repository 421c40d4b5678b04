{#- The state of an interval as the W3C Data Privacy Vocabulary names it: a refusal after an opt-in withdraws it. -#}
{%- macro dpv_state_of_interval() -%}
    {%- set codes = reading_codes() -%}
    case
        when mod(intervals.strictest, 16) < {{ codes.opt_out }} then 'ConsentGiven'
        when
            mod(intervals.strictest, 16) > {{ codes.opt_out }}
            or 15 - mod(intervals.mildest, 16) < {{ codes.opt_out }}
            then 'ConsentInvalidated'
        when intervals.was_opted_in then 'ConsentWithdrawn'
        else 'ConsentRefused'
    end
{%- endmacro %}
