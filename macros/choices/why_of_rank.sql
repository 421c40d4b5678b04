{#- How the part reads that a rank is of. -#}
{%- macro why_of_rank(rank) -%}
    case mod({{ rank }}, 128) - mod({{ rank }}, 8)
            {%- for why in choice_whys() %}
            when {{ 8 * loop.index }} then '{{ why }}'
            {%- endfor %}
        end
{%- endmacro %}
