{#- The answer for every person and the four purposes side by side, at a moment and from what was known then. Of the
    persons whose purpose was decided in parts, those decide; of all others, their only record. -#}
{%- macro choice_flags(at=none, known_at=none) -%}
with

{{ choice_ctes(choice_moment(at), choice_moment(known_at)) }},

{{ person_ctes(choice_moment(at)) }}

select
    whole.person_id as customer_id
    {%- for purpose in choice_purposes() %}
    {%- set why = whole_or_apart(purpose ~ '_why', purpose) %},
    {{ whole_or_apart(purpose ~ '_allowed', purpose) }} as {{ purpose }}_allowed,
    case
        when apart.{{ purpose }}_why is not null then apart.{{ purpose }}_state
        else {{ choice_state('whole.' ~ purpose ~ '_why', 'whole.' ~ purpose ~ '_strictest') }}
    end as {{ purpose }}_state,
    {{ why }} as {{ purpose }}_why,
    case
        when {{ why }} <> 'unknown_jurisdiction'
            then {{ whole_or_apart(purpose ~ '_event', purpose, purpose ~ '_event_id') }}
    end as {{ purpose }}_decided_by_event,
    {{ whole_or_apart(purpose ~ '_provision', purpose) }} as {{ purpose }}_decided_by_provision,
    case
        when {{ why }} <> 'unknown_jurisdiction'
            then {{ second_of_reading(whole_or_apart(purpose ~ '_strictest', purpose)) }}
    end as {{ purpose }}_decided_at
    {%- endfor %},
    {{ disclosure_level() }} as third_party_disclosure_level,
    {{ channels_allowed() }} as channels_allowed,
    {{ categories_refused() }} as refused_categories
from member_decisions as whole
left join apart on whole.person_id = apart.person_id
where whole.member_id = whole.person_id
{%- endmacro %}
