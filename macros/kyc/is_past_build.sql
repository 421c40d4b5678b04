{#- Whether this build has an explicit as-of date before today: it detects nothing and withdraws nothing. -#}
{%- macro is_past_build() -%}
    {%- set as_of = var('as_of_date', none) -%}
    {{ return(as_of is not none and as_of | string < today_in_shanghai()) }}
{%- endmacro %}
