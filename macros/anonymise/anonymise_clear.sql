{#- Drops the working tables, whichever of them are there. -#}
{%- macro anonymise_clear() -%}
    {%- for name in [
        'waiting', 'path', 'unit', 'code', 'weight', 'margin', 'level', 'node', 'done', 'open', 'label', 'left', 'group',
    ] -%}
        {%- do run_query('drop table if exists anonymise_' ~ name) -%}
    {%- endfor -%}
{%- endmacro %}
