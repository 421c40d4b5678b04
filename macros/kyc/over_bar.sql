{#- Whether amounts reach a rule's bar as the law means it: the native CNY leg and the native foreign leg first; only if
    both are present and neither fires, the whole in CNY and the whole in USD against the lower bar. -#}
{%- macro over_bar(amounts, rule, always_cny) -%}
    (
        {{ compare(amounts ~ '.cny', rule ~ '.operator', rule ~ '.amount_cny') }}
        or {{ compare(usd_total(amounts ~ '.fx_usd'), rule ~ '.operator', rule ~ '.amount_usd') }}
        or (
            (({{ amounts }}.cny > 0 and {{ amounts }}.fx_usd > 0) or {{ always_cny }})
            and (
                {{ compare(amounts ~ '.all_cny', rule ~ '.operator', rule ~ '.amount_cny') }}
                or {{ compare(usd_total(amounts ~ '.all_usd'), rule ~ '.operator', rule ~ '.amount_usd') }}
            )
        )
    )
{%- endmacro %}
