{#- The runs over the 30-day bar: by dates, or by trailing hours (AMB02, reading B). -#}
{%- macro flow_runs() -%}
    {{ return(ref('int_flow_hour_run') if reading_by_variable('AMB02', 'B') else ref('int_flow_run')) }}
{%- endmacro %}
