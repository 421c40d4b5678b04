{#- The whole seconds of a moment since 1970, never below zero. -#}
{%- macro epoch_second(expr) -%}
    {{ return(adapter.dispatch('epoch_second')(expr)) }}
{%- endmacro %}

{%- macro duckdb__epoch_second(expr) -%}
    greatest(epoch_us({{ expr }}) // 1000000, 0)
{%- endmacro %}

{%- macro postgres__epoch_second(expr) -%}
    greatest(cast(floor(extract(epoch from {{ expr }})) as bigint), 0)
{%- endmacro %}
