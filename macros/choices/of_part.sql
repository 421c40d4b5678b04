{#- What the law says of a row's part: of the channel where the purpose is marketing, else of the purpose. -#}
{%- macro of_part(column) -%}
    case
        {%- for channel in choice_channels() %}
        when scope = '{{ channel }}' and purpose_number = {{ purpose_number('direct_marketing') }} and not is_under_14
            then {{ channel }}_{{ column }}
        {%- endfor %}
        else {{ of_purpose(column) }}
    end
{%- endmacro %}
