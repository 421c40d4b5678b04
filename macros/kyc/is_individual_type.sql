{#- Whether a customer of this type is an individual: 个体工商户 is a unit customer (article 51) unless AMB20 says otherwise,
    and whoever is not known to be a unit is an individual, so that a missing type hides nothing. -#}
{%- macro is_individual_type(customer_type) -%}
    (
        coalesce({{ customer_type }}, '') <> 'unit'
        and not (coalesce({{ customer_type }}, '') = 'sole_trader' and {{ reading('AMB20') }} = 'A')
    )
{%- endmacro %}
