{#- What the law says of the channel, or of sensitive data, that a row of the matrix is. -#}
{%- macro of_channel(column) -%}
    case parts_there.scope
        {%- for channel in choice_channels() %}
        when '{{ channel }}' then persons.{{ channel }}_{{ column }}
        {%- endfor %}
        else persons.sensitive_data_{{ column }}
    end
{%- endmacro %}
