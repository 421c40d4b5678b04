{#- The decision of each record for each whole purpose, side by side. -#}
{%- macro record_decisions(at) -%}
    select
        records.*
        {%- for purpose in choice_purposes() %},
        {{ choice_allows(purpose ~ '_why', purpose ~ '_strictest', purpose ~ '_default') }} as {{ purpose }}_allowed,
        {{ choice_state(purpose ~ '_why', purpose ~ '_strictest') }} as {{ purpose }}_state
        {%- endfor %}
    from (
        select
            *
            {%- for purpose in choice_purposes() %},
            {{ choice_why('mod(' ~ purpose ~ '_strictest, 16)', purpose ~ '_mildest') }} as {{ purpose }}_why
            {%- endfor %}
        from (
            {{ records_under_law(at, 'select * from general') }}
        ) as ruled
    ) as records
{%- endmacro %}
