{#- The CTEs that every answer about choices is read from, for a moment and for what was known then:
    `member_decisions` (a record, all purposes side by side) and `scope_decisions` (a person, a purpose and a part of it,
    only where parts were chosen apart or records were merged). -#}
{%- macro choice_ctes(at, known_at) -%}
events as (
    {{ choice_events(at, known_at) }}
),

members as (
    {{ choice_members(at) }}
),

rules as (
    {{ choice_rules_in_force(at) }}
),

general as (
    {{ latest_general_choices() }}
),

scoped as (
    {{ latest_scoped_choices() }}
),

ruled as (
    {{ members_under_law() }}
),

member_decisions as (
    {{ member_decisions() }}
),

parts as (
    {{ choice_parts() }}
),

cells as (
    {{ choice_cells() }}
),

scope_decisions as (
    {{ scope_decisions() }}
)
{%- endmacro %}
