{#- The latest choices about parts, one row per record, purpose and part. Automated decisions have no parts. -#}
{%- macro scoped_choices() -%}
    {%- for purpose in choice_purposes() if purpose != 'automated_decisions' %}
    select
        member_id,
        '{{ purpose }}' as purpose,
        scope,
        {{ purpose }}_strictest as strictest,
        {{ purpose }}_mildest as mildest,
        {{ purpose }}_event as event_id
    from latest
    where is_record is null and {{ purpose }}_strictest is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
