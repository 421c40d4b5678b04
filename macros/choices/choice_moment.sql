{#- A moment that choices are asked for: the one given, else the end of the as-of date, else the moment of asking,
    so that a view tells whoever reads it after the build what holds then. -#}
{%- macro choice_moment(moment=none) -%}
    {%- if moment -%}
        cast({{ moment }} as timestamptz)
    {%- elif var('as_of_date', none) -%}
        ({{ shanghai_midnight(as_of_date() ~ ' + 1') }} - interval '1 microsecond')
    {%- else -%}
        current_timestamp
    {%- endif -%}
{%- endmacro %}
