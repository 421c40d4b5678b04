{#- A raw column as a moment, null where it is none; a time without an offset is the time in Shanghai. -#}
{% macro read_timestamp(column) -%}
    {{ return(adapter.dispatch('read_timestamp')(column)) }}
{%- endmacro %}

{% macro duckdb__read_timestamp(column) -%}
    {%- set text = iso_text(column) -%}
    case
        when typeof({{ column }}) = 'TIMESTAMP WITH TIME ZONE' then try_cast({{ column }} as timestamptz)
        else coalesce(
            try_cast(regexp_extract({{ text }}, '{{ calendar_pattern('zoned') }}') as timestamptz),
            try_cast(regexp_extract({{ text }}, '{{ calendar_pattern('local') }}') as timestamp) at time zone 'Asia/Shanghai'
        )
    end
{%- endmacro %}

{#- The server rounds a seventh decimal, which others cut off. -#}
{% macro postgres__read_timestamp(column) -%}
    (
        select case
            when pg_typeof({{ column }}) = cast('timestamptz' as regtype) then cast(iso as timestamptz)
            when not {{ is_calendar_day('iso') }} then null
            when {{ matches('iso', calendar_pattern('zoned')) }} then cast(iso as timestamptz)
            when {{ matches('iso', calendar_pattern('local')) }}
                then cast(iso as timestamp) at time zone 'Asia/Shanghai'
        end
        from (
            select regexp_replace({{ iso_text(column) }}, '([.][0-9]{6})[0-9]+', '\1') as iso offset 0
        ) as given
    )
{%- endmacro %}
