{#- The head of a rank: whether it lifts the flag (2 to the 52nd), and the second and reading that it rests on. -#}
{%- macro lifting_rank(lifts_flag, strictest) -%}
    case when {{ lifts_flag }} then 4503599627370496 else 0 end + 128 * coalesce({{ strictest }}, 0)
{%- endmacro %}
