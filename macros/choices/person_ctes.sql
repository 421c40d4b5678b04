{#- CTEs, after those of `choice_ctes`, that make one row per person of the parts that were decided apart. -#}
{%- macro person_ctes(at) -%}
domain as (
    {{ choice_domain() }}
),

agreements as (
    {{ recipient_agreements(at) }}
),

counted as (
    {{ choice_counts() }}
),

decided as (
    {{ purposes_decided_apart() }}
),

refused as (
    {{ refused_categories() }}
),

apart as (
    {{ persons_decided_apart() }}
)
{%- endmacro %}
