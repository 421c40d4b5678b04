{#- A document number to compare: upper case, plain digits, no blanks around it. Nearly every number is plain already,
    and the pattern is far cheaper than the translation. -#}
{%- macro plain_document_number(expr) -%}
    case
        when {{ matches(expr, '^[0-9A-Za-z]*$') }} then upper({{ expr }})
        else upper({{ plain_text(expr) }})
    end
{%- endmacro %}
