{#- The answer for every person and the four purposes side by side, at a moment and from what was known then. -#}
{%- macro choice_flags(at=none, known_at=none) -%}
with

{{ choice_ctes(choice_moment(at), choice_moment(known_at)) }},

domain as (
    {{ choice_domain() }}
),

agreements as (
    {{ recipient_agreements(choice_moment(at)) }}
),

apart as (
    {{ apart_by_person() }}
),

choosers as materialized (
    {{ category_choosers() }}
),

refused as (
    {{ categories_by_person() }}
),

answers as (
    {{ choice_answers() }}
)

{{ choice_columns() }}
{%- endmacro %}
