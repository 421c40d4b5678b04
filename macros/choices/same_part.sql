{#- Whether two events are about the same part of a purpose; one about all of it is about every part. -#}
{%- macro same_part(one, other) -%}
    {%- for column in ['channel', 'recipient_id', 'data_category'] -%}
        ({{ one }}.{{ column }} is null or {{ other }}.{{ column }} is null
            or {{ one }}.{{ column }} = {{ other }}.{{ column }})
        {{- ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
