{#- Whether a text begins with an ISO day that the calendar has: without `try_cast`, a 30 February must be found
    before the cast that it would break. -#}
{% macro is_calendar_day(text) -%}
    {%- set year = 'cast(substr(' ~ text ~ ', 1, 4) as integer)' -%}
    {%- set month = 'cast(substr(' ~ text ~ ', 6, 2) as integer)' -%}
    {%- set day = 'cast(substr(' ~ text ~ ', 9, 2) as integer)' -%}
    case
        when {{ matches(text, calendar_pattern('day')) }}
            then extract(month from make_date({{ year }}, {{ month }}, 1) + ({{ day }} - 1)) = {{ month }}
        else false
    end
{%- endmacro %}
