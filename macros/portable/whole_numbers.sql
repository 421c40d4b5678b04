{#- A relation of one column `n`: 0 to `last`. -#}
{%- macro whole_numbers(last) -%}
    {{ return(adapter.dispatch('whole_numbers')(last)) }}
{%- endmacro %}

{%- macro default__whole_numbers(last) -%}
    (select cast(generate_series as integer) as n from generate_series(0, {{ last }}))
{%- endmacro %}
