{#- zhangwei@x.example -> zha***@x.example; a short name before the @ shows one character or none. -#}
{%- macro mask_email(expr) -%}
    {%- set email = plain_text(expr) -%}
    {%- set domain = 'substring(' ~ email ~ ", position('@' in " ~ email ~ '))' -%}
    case
        when not ({{ email }} ~ '^[^@]+@[^@]+$') then repeat('*', length({{ email }}))
        when position('@' in {{ email }}) > 6 then left({{ email }}, 3) || '***' || {{ domain }}
        when position('@' in {{ email }}) > 4 then left({{ email }}, 1) || '***' || {{ domain }}
        else '***' || {{ domain }}
    end
{%- endmacro %}
