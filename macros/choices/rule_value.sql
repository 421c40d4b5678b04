{#- The default and the provision of the one rule that meets a condition, as two columns. -#}
{%- macro rule_value(condition, name) -%}
    bool_and(case when {{ condition }} then is_allowed_by_default end) as {{ name }}_default,
        max(case when {{ condition }} then provision end) as {{ name }}_provision
{%- endmacro %}
