{#- The purposes that a customer may leave; each has a flag. -#}
{%- macro choice_purposes() -%}
    {{ return(['direct_marketing', 'third_party_disclosure', 'automated_decisions', 'sensitive_data']) }}
{%- endmacro %}
