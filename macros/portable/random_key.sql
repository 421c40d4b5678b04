{#- A new random key for every row, from the system's random source: nothing in the database can predict it. -#}
{%- macro random_key() -%}
    {{ return(adapter.dispatch('random_key')()) }}
{%- endmacro %}

{%- macro duckdb__random_key() -%}
    random_key()
{%- endmacro %}

{%- macro postgres__random_key() -%}
    replace(cast(gen_random_uuid() as text), '-', '')
{%- endmacro %}
