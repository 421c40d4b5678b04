{#- The last of the CTEs of `choice_ctes`: the decisions of persons with several records, by part, and of wholes. -#}
{%- macro choice_result_ctes(at) -%}
of_several as materialized (
    {{ decisions_of_several(at) }}
),

scope_decisions as materialized (
    {{ decisions_by_part(at) }}
),

member_decisions as not materialized (
    {{ decisions_of_wholes(at) }}
)
{%- endmacro %}
