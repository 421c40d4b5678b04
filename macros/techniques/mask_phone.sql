{#- 13800001234 -> 138****1234; another number of eight or more shows its last two, a shorter one nothing. -#}
{%- macro mask_phone(expr) -%}
    {%- set phone = plain_text(expr) -%}
    case
        when {{ phone }} ~ '^[0-9]{11}$' then left({{ phone }}, 3) || '****' || right({{ phone }}, 4)
        when length({{ phone }}) >= 8 then repeat('*', length({{ phone }}) - 2) || right({{ phone }}, 2)
        else repeat('*', length({{ phone }}))
    end
{%- endmacro %}
