{#- Second and strictest reading of the part that a rank is of; null where no event decides. -#}
{%- macro strictest_of_rank(rank) -%}
    nullif(cast(floor(cast(mod({{ rank }}, 4503599627370496) as double precision) / 128) as bigint), 0)
{%- endmacro %}
