{#- The decision of each record for each whole purpose, side by side. -#}
{%- macro member_decisions() -%}
    select
        ruled.*
        {%- for purpose in choice_purposes() %},
        {{ choice_allows(purpose ~ '_why', purpose ~ '_strictest', purpose ~ '_default') }} as {{ purpose }}_allowed
        {%- endfor %}
    from (
        select
            *
            {%- for purpose in choice_purposes() %},
            {{ choice_why(purpose ~ '_strictest', purpose ~ '_mildest') }} as {{ purpose }}_why
            {%- endfor %}
        from ruled
    ) as ruled
{%- endmacro %}
