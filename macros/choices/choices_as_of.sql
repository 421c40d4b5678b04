{#- What was allowed at a moment, from what was known at another: one row per person and purpose, in parentheses to
    select from. `at` and `known_at` are timestamptz expressions; without them, the end of `as_of_date` or now. -#}
{%- macro choices_as_of(at=none, known_at=none) -%}
(
with

flags as (
    {{ choice_flags(at, known_at) }}
)

{% for purpose in choice_purposes() -%}
select
    customer_id,
    '{{ purpose }}' as purpose,
    {{ purpose }}_allowed as allowed,
    {{ purpose }}_state as state,
    {{ dpv_state(purpose ~ '_state', purpose ~ '_why') }} as dpv_state,
    {{ purpose }}_decided_by_event as decided_by_event,
    {{ purpose }}_decided_by_provision as decided_by_provision,
    {{ purpose }}_decided_at as decided_at,
    {{ purpose }}_why as why,
    {{ 'third_party_disclosure_level' if purpose == 'third_party_disclosure' else 'cast(null as text)' }}
        as third_party_disclosure_level,
    {{ 'channels_allowed' if purpose == 'direct_marketing' else 'cast(null as text)' }} as channels_allowed,
    {{ 'refused_categories' if purpose == 'sensitive_data' else 'cast(null as text)' }} as refused_categories
from flags
{{ 'union all' if not loop.last }}
{% endfor -%}
)
{%- endmacro %}
