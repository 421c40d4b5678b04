{#- Which leg of a rule's bar was reached: `native_cny`, `native_usd`, or `mixed_lower_bar`. -#}
{%- macro fx_reason(amounts, rule) -%}
    case
        when {{ compare(amounts ~ '.cny', rule ~ '.operator', rule ~ '.amount_cny') }} then 'native_cny'
        when {{ compare(usd_total(amounts ~ '.fx_usd'), rule ~ '.operator', rule ~ '.amount_usd') }} then 'native_usd'
        when {{ amounts }}.cny > 0 and {{ amounts }}.fx_usd > 0 then 'mixed_lower_bar'
        else 'always_cny'
    end
{%- endmacro %}
