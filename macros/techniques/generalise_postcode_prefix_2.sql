{#- 100010 -> 10****: the province. A code of fewer than four characters shows nothing. -#}
{%- macro generalise_postcode_prefix_2(expr) -%}
    {%- set postcode = plain_text(expr) -%}
    case
        when length({{ postcode }}) >= 4 then left({{ postcode }}, 2) || repeat('*', length({{ postcode }}) - 2)
        else repeat('*', length({{ postcode }}))
    end
{%- endmacro %}
