{#- Whether one of the agreements in force names an attribute for people who are identified. -#}
{%- macro agreement_names(attribute) -%}
    coalesce(bool_or(
        lower(disclosure_level) = 'identified'
        and position('|{{ attribute }}|' in '|' || replace(lower(attributes), ' ', '') || '|') > 0
    ), false)
{%- endmacro %}
