{#- The chosen side of a named ambiguity, `A` or `B`, as a scalar. -#}
{%- macro reading(reading_id) -%}
    (select chosen.choice from {{ ref('int_kyc_reading') }} as chosen where chosen.reading_id = '{{ reading_id }}')
{%- endmacro %}
