{#- A sum of dollar values as it is compared: see `usd_value`. -#}
{%- macro usd_total(expr) -%}
    round({{ expr }}, 9)
{%- endmacro %}
