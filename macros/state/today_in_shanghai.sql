{#- The date on which this command started, in Asia/Shanghai. -#}
{% macro today_in_shanghai() -%}
    {{ return(run_started_at.astimezone(modules.pytz.timezone('Asia/Shanghai')).strftime('%Y-%m-%d')) }}
{%- endmacro %}
