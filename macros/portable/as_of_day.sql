{#- The last day that this build knows, as text; stops where `as_of_date` is no day of the calendar. -#}
{% macro as_of_day() -%}
    {%- set day = (var('as_of_date', none) or today_in_shanghai()) | string -%}
    {%- set is_day = modules.re.match('^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', day) -%}
    {%- set first = modules.datetime.date(day[:4] | int, day[5:7] | int, 1) if is_day -%}
    {%- if not is_day or (first + modules.datetime.timedelta(days=(day[8:] | int) - 1)).month != first.month -%}
        {%- do exceptions.raise_compiler_error(
            'as_of_date: ' ~ day ~ ' is not a date; write a day as YYYY-MM-DD, or null for today'
        ) -%}
    {%- endif -%}
    {{ return(day) }}
{%- endmacro %}
