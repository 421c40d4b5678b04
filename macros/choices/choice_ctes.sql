{#- The CTEs that every answer about choices is read from, for a moment and what was known then: `member_decisions`
    (a row per person, the purposes side by side) and `scope_decisions` (a row per person, purpose and part chosen
    apart). Records go by a number among themselves: to group by their ids costs several times as much. -#}
{%- macro choice_ctes(at, known_at) -%}
events as not materialized (
    {{ choice_events(at, known_at) }}
),

members as materialized (
    {{ choice_members() }}
),

several as materialized (
    {{ choice_several() }}
),

rules as (
    {{ choice_rules_in_force(at) }}
),

latest as materialized (
    {{ latest_choices() }}
),

general as not materialized (
    {{ general_choices() }}
),
{{ '\n' }}
{{- choice_result_ctes(at) }}
{%- endmacro %}
