{#- Whether the variable `kyc_readings` gives this side of an ambiguity that changes the shape of a query (AMB02, AMB08,
    AMB14, AMB22): who leaves the variable alone pays nothing for the other side. -#}
{%- macro reading_by_variable(reading_id, side) -%}
    {{ return((var('kyc_readings', none) or {}).get(reading_id) == side) }}
{%- endmacro %}
