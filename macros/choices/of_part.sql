{#- What the law says of a row's part: of the channel where the purpose is marketing, else of the purpose. -#}
{%- macro of_part(column) -%}
    case
        {%- for channel in choice_channels() %}
        when parts.purpose = 'direct_marketing' and parts.scope = '{{ channel }}' and not ruled.is_under_14
            then ruled.{{ channel }}_{{ column }}
        {%- endfor %}
        else {{ of_purpose(column) }}
    end
{%- endmacro %}
