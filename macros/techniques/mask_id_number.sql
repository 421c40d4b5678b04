{#- The first and the last character; a number of fewer than six shows nothing. -#}
{%- macro mask_id_number(expr) -%}
    {%- set number = plain_text(expr) -%}
    case
        when length({{ number }}) >= 6
            then left({{ number }}, 1) || repeat('*', length({{ number }}) - 2) || right({{ number }}, 1)
        else repeat('*', length({{ number }}))
    end
{%- endmacro %}
