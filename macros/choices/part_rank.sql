{#- What decides a flag among the parts that were chosen, as one number: a part that lifts the flag before one that does
    not, then the later event; how it reads and the place of its channel tell apart what is left. -#}
{%- macro part_rank(chosen) -%}
    {{ lifting_rank(chosen ~ '.lifts_flag', chosen ~ '.strictest') }}
        + 8 * case {{ chosen }}.why
            {%- for why in choice_whys() %}
            when '{{ why }}' then {{ loop.index }}
            {%- endfor %}
            else 0
        end
        + case {{ chosen }}.scope
            {%- for channel in choice_channels() %}
            when '{{ channel }}' then {{ loop.index }}
            {%- endfor %}
            else 0
        end
{%- endmacro %}
