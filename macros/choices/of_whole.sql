{#- A column of the purpose, marketing or sensitive data, that a row of the matrix is a part of. -#}
{%- macro of_whole(column) -%}
    case
        when parts_there.purpose = 'direct_marketing' then persons.direct_marketing_{{ column }}
        else persons.sensitive_data_{{ column }}
    end
{%- endmacro %}
