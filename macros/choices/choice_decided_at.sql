{#- The second of the event that decides about a purpose; where the law alone does there is none. -#}
{%- macro choice_decided_at(purpose) -%}
    {%- if purpose == 'automated_decisions' -%}
        {{ second_of_reading(purpose ~ '_strictest') }}
    {%- else -%}
        case
        when {{ purpose }}_is_apart
            then {{ second_of_reading("nullif(cast(substr(" ~ purpose ~ "_best, 2, 15) as bigint), 0)") }}
        else {{ second_of_reading(purpose ~ '_strictest') }}
    end
    {%- endif -%}
{%- endmacro %}
