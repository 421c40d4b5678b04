{#- A column of the answer about a purpose: of the part that decides (a place in its pack), else of the whole. -#}
{%- macro choice_answer(purpose, column, place) -%}
    {%- if purpose == 'automated_decisions' -%}
        {{ purpose }}_{{ column }}
    {%- else -%}
        case
        when {{ purpose }}_is_apart then nullif(split_part({{ purpose }}_best, chr(31), {{ place }}), '')
        else {{ purpose }}_{{ column }}
    end
    {%- endif -%}
{%- endmacro %}
