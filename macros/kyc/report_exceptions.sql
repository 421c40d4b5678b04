{#- Says in the build's log how many records leave a rule undecided: never silently zero. -#}
{%- macro report_exceptions() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set sql = 'select count(*) from ' ~ this ~ ' where leaves_undetermined' -%}
        {%- set count = run_query(sql)[0][0] -%}
        {%- if count > 0 -%}
            {%- do exceptions.warn(
                'kyc.fct_kyc_exception: ' ~ count ~ ' records have no amount, currency or rate, and leave a rule '
                ~ 'undetermined; complete them or the table fx_rates'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
