{#- The answers of a person as columns, the four purposes side by side. -#}
{%- macro choice_columns() -%}
select
    person_id as customer_id
    {%- for purpose in choice_purposes() %}
    {%- set why = choice_answer(purpose, 'why') %},
    {{ choice_allowed(purpose) }} as {{ purpose }}_allowed,
    {{ choice_answer(purpose, 'state') }} as {{ purpose }}_state,
    {{ why }} as {{ purpose }}_why,
    case when {{ why }} <> 'unknown_jurisdiction' then {{ choice_answer(purpose, 'event') }} end
        as {{ purpose }}_decided_by_event,
    {{ choice_answer(purpose, 'provision') }} as {{ purpose }}_decided_by_provision,
    case when {{ why }} <> 'unknown_jurisdiction' then {{ choice_answer(purpose, 'decided_at') }} end
        as {{ purpose }}_decided_at
    {%- endfor %},
    {{ disclosure_level() }} as third_party_disclosure_level,
    {{ channels_allowed() }} as channels_allowed,
    {{ categories_refused() }} as refused_categories
from answers
{%- endmacro %}
