{#- A raw column as a date, null where it is none; of a moment, the day in Shanghai. -#}
{% macro read_date(column) -%}
    {{ return(adapter.dispatch('read_date')(column)) }}
{%- endmacro %}

{% macro duckdb__read_date(column) -%}
    {%- set text = read_text(column) -%}
    {%- set local = "regexp_extract(" ~ iso_text(column) ~ ", '" ~ calendar_pattern('local') ~ "')" -%}
    {%- set zoned = "regexp_extract(" ~ iso_text(column) ~ ", '" ~ calendar_pattern('zoned') ~ "')" -%}
    case
        when typeof({{ column }}) = 'DATE' then try_cast({{ column }} as date)
        when {{ matches(text, calendar_pattern('local')) }} then try_cast({{ text }} as date)
        else coalesce(
            try_cast({{ local }} as date), {{ shanghai_date('try_cast(' ~ zoned ~ ' as timestamptz)') }}
        )
    end
{%- endmacro %}

{% macro postgres__read_date(column) -%}
    case
        when pg_typeof({{ column }}) = cast('date' as regtype) then cast(cast({{ column }} as text) as date)
        else (
            select case
                when not {{ is_calendar_day('iso') }} then null
                when {{ matches('iso', calendar_pattern('local')) }} then cast(substr(iso, 1, 10) as date)
                when {{ matches('iso', calendar_pattern('zoned')) }}
                    then {{ shanghai_date('cast(iso as timestamptz)') }}
            end
            from (select {{ iso_text(column) }} as iso offset 0) as given
        )
    end
{%- endmacro %}
