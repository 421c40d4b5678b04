{#- THE decision: which reading decides, from the latest second's strictest and mildest events. Whatever is asked of
    choices, of a purpose, a channel, a recipient or a category, is answered by this one expression. -#}
{%- macro choice_why(strictest, mildest) -%}
    {%- set codes = reading_codes() -%}
    case
        when not is_known_jurisdiction then 'unknown_jurisdiction'
        when {{ strictest }} is null and is_under_14 then 'minor'
        when {{ strictest }} is null then 'default'
        when mod({{ strictest }}, 16) = {{ codes.opt_in }} and is_under_14 then 'minor'
        when mod({{ strictest }}, 16) = {{ codes.opt_out }} and 15 - mod({{ mildest }}, 16) < {{ codes.opt_out }}
            then 'same_second_conflict'
        when mod({{ strictest }}, 16) <= {{ codes.opt_out }} then 'latest_event'
        {%- for word, code in codes.items() if code > codes.opt_out %}
        when mod({{ strictest }}, 16) = {{ code }} then '{{ word }}'
        {%- endfor %}
    end
{%- endmacro %}
