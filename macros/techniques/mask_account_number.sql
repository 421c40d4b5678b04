{#- The last four; a number of fewer than eight shows nothing. -#}
{%- macro mask_account_number(expr) -%}
    {%- set number = plain_text(expr) -%}
    case
        when length({{ number }}) >= 8 then repeat('*', length({{ number }}) - 4) || right({{ number }}, 4)
        else repeat('*', length({{ number }}))
    end
{%- endmacro %}
