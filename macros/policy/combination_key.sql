{#- One text for the values of a row, different for different values, a null being a value of its own. -#}
{%- macro combination_key(columns) -%}
    {%- set values = [] -%}
    {%- for column in columns -%}
        {%- set text = "replace(replace(cast(" ~ column ~ " as text), '/', '//'), '|', '/|')" -%}
        {%- do values.append("coalesce('=' || " ~ text ~ ", '')") -%}
    {%- endfor -%}
    md5({{ values | join(" || '|'\n            || ") }})
{%- endmacro %}
