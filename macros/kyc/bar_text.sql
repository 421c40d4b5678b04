{#- What was compared with what, in one phrase: ` CNY 50000.00 >= CNY 50000.00`; nothing for a rule without amounts. -#}
{%- macro bar_text() -%}
    case
        when operator = 'any' then ''
        when fx_reason in ('native_cny', 'always_cny')
            then ' CNY ' || {{ money_text('metric_cny') }} || ' ' || operator || ' CNY ' || {{ money_text('threshold_cny') }}
        when fx_reason = 'native_usd'
            then ' USD ' || {{ money_text('metric_usd') }} || ' ' || operator || ' USD ' || {{ money_text('threshold_usd') }}
        when fx_reason = 'mixed_lower_bar'
            then
                ' CNY ' || {{ money_text('metric_cny') }} || ' / USD ' || {{ money_text('metric_usd') }} || ' '
                || operator || ' CNY ' || {{ money_text('threshold_cny') }} || ' / USD ' || {{ money_text('threshold_usd') }}
        else
            ' (' || operator || ' CNY ' || {{ money_text('threshold_cny') }}
            || case when threshold_usd is null then '' else ' / USD ' || {{ money_text('threshold_usd') }} end || ')'
    end
{%- endmacro %}
