{#- THE decision: which reading decides, from the strictest and the mildest event of the latest second; `code` is how
    the strictest reads. Whatever is asked of choices, of a purpose, a channel, a recipient or a category, is answered
    by this one expression. -#}
{%- macro choice_why(code, mildest) -%}
    {%- set codes = reading_codes() -%}
    case
        when not is_known_jurisdiction then 'unknown_jurisdiction'
        when {{ code }} is null then case when is_under_14 then 'minor' else 'default' end
        when {{ code }} = {{ codes.opt_in }} and is_under_14 then 'minor'
        when {{ code }} < {{ codes.opt_out }} then 'latest_event'
        when {{ code }} = {{ codes.opt_out }} then
            case
                when 15 - mod({{ mildest }}, 16) < {{ codes.opt_out }} then 'same_second_conflict'
                else 'latest_event'
            end
        {%- for word, code_of_word in codes.items() if code_of_word > codes.opt_out %}
        when {{ code }} = {{ code_of_word }} then '{{ word }}'
        {%- endfor %}
    end
{%- endmacro %}
