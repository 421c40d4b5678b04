{#- 张伟 -> *伟, 王小明 -> **明, 欧阳桂英 -> **桂英; longer names and names with a dot keep their last character. -#}
{%- macro mask_name(expr) -%}
    {%- set name = plain_text(expr) -%}
    case
        when length({{ name }}) < 2 then repeat('*', length({{ name }}))
        when length({{ name }}) between 4 and 6 and {{ name }} not like '%·%' then '**' || substring({{ name }}, 3)
        else regexp_replace(left({{ name }}, length({{ name }}) - 1), '^·|[^·]', '*', 'g') || right({{ name }}, 1)
    end
{%- endmacro %}
