{#- A column of the answer about a purpose: of the part that decides where one does, else of the whole. -#}
{%- macro choice_answer(purpose, column) -%}
    {%- set best, ground = purpose ~ '_best', purpose ~ '_ground' -%}
    {%- set of_part = {
        'why': why_of_rank(best),
        'state': choice_state(why_of_rank(best), strictest_of_rank(best)),
        'event': "nullif(split_part(" ~ ground ~ ", chr(31), 1), '')",
        'provision': "nullif(split_part(" ~ ground ~ ", chr(31), 2), '')",
        'decided_at': second_of_reading(strictest_of_rank(best)),
    } -%}
    {%- set of_whole -%}
        {{ second_of_reading(purpose ~ '_strictest') if column == 'decided_at' else purpose ~ '_' ~ column }}
    {%- endset -%}
    {%- if purpose == 'automated_decisions' -%}
        {{ of_whole }}
    {%- else -%}
        case when {{ purpose }}_is_apart then {{ of_part[column] }} else {{ of_whole }} end
    {%- endif -%}
{%- endmacro %}
