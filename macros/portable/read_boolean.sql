{#- A raw column as true or false, null where it says neither. -#}
{% macro read_boolean(column) -%}
    case lower({{ read_text(column) }})
        {%- for word in ['true', 't', '1', 'yes', 'y', '是'] %}
        when '{{ word }}' then true
        {%- endfor %}
        {%- for word in ['false', 'f', '0', 'no', 'n', '否'] %}
        when '{{ word }}' then false
        {%- endfor %}
    end
{%- endmacro %}
