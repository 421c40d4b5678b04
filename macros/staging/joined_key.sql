{#- The key of a row as one text. A `|` inside a part is doubled, so that no two keys read the same. -#}
{% macro joined_key(parts) -%}
    {%- if parts | length == 1 -%}
        coalesce(cast({{ parts[0] }} as text), '')
    {%- else -%}
        concat_ws(
            '|'
            {%- for part in parts %},
            coalesce(replace(cast({{ part }} as text), '|', '||'), '')
            {%- endfor %}
        )
    {%- endif -%}
{%- endmacro %}
