{#- A raw column as a moment, null where it is none; a time without an offset is the time in Shanghai. -#}
{% macro read_timestamp(column) -%}
    {{ return(adapter.dispatch('read_timestamp')(column)) }}
{%- endmacro %}

{% macro duckdb__read_timestamp(column) -%}
    {%- set text = read_text(column) -%}
    {%- set zoned = "regexp_extract(" ~ iso_text(column) ~ ", '" ~ calendar_pattern('zoned') ~ "')" -%}
    {%- set local = "regexp_extract(" ~ iso_text(column) ~ ", '" ~ calendar_pattern('local') ~ "')" -%}
    case
        when typeof({{ column }}) = 'TIMESTAMP WITH TIME ZONE' then try_cast({{ column }} as timestamptz)
        when {{ matches(text, calendar_pattern('zoned')) }} then try_cast({{ text }} as timestamptz)
        when {{ matches(text, calendar_pattern('local')) }}
            then try_cast({{ text }} as timestamp) at time zone 'Asia/Shanghai'
        else coalesce(
            try_cast({{ zoned }} as timestamptz), try_cast({{ local }} as timestamp) at time zone 'Asia/Shanghai'
        )
    end
{%- endmacro %}

{#- The server rounds a seventh decimal, which others cut off. -#}
{% macro postgres__read_timestamp(column) -%}
    case
        when pg_typeof({{ column }}) = cast('timestamptz' as regtype)
            then cast(cast({{ column }} as text) as timestamptz)
        else (
            select case
                when not {{ is_calendar_day('iso') }} then null
                when {{ matches('iso', calendar_pattern('zoned')) }} then cast(iso as timestamptz)
                when {{ matches('iso', calendar_pattern('local')) }}
                    then cast(iso as timestamp) at time zone 'Asia/Shanghai'
            end
            from (
                select regexp_replace({{ iso_text(column) }}, '([.][0-9]{6})[0-9]+', '\1') as iso offset 0
            ) as given
        )
    end
{%- endmacro %}
