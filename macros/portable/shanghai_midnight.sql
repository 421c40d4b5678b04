{#- The moment at which a day begins in Shanghai. -#}
{% macro shanghai_midnight(expr) -%}
    (cast({{ expr }} as timestamp) at time zone 'Asia/Shanghai')
{%- endmacro %}
