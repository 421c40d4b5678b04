{#- The columns of a decision about a whole purpose, behind a prefix. -#}
{%- macro columns_of_decision(prefix, event, purpose) -%}
    {%- for column, name in {
        'allowed': 'allowed', 'why': 'why', 'state': 'state', 'strictest': 'strictest', event: 'event',
        'provision': 'provision',
    }.items() %}
        {{- prefix }}{{ column }} as {{ purpose }}_{{ name }}{{ ', ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
