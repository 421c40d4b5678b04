{#- What a label loses: (leaves under it - 1) / (all leaves - 1), in whole millionths, so that sums are exact. -#}
{%- macro millionths(under, leaves) -%}
    cast(floor(cast(1000000 * ({{ under }} - 1) as double precision) / greatest({{ leaves }} - 1, 1)) as bigint)
{%- endmacro %}
