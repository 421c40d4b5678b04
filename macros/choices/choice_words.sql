{#- A column of the events in one spelling: in lower case, no blanks around it, channels without a dash. -#}
{%- macro choice_words(column) -%}
    {%- if column == 'channel' -%}
        replace(lower(trim({{ column }})), '-', '')
    {%- else -%}
        lower(trim({{ column }}))
    {%- endif -%}
{%- endmacro %}
