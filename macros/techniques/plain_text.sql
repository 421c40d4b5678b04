{#- Digits, letters and signs typed at full width count as what they stand for, and the four middle dots as one. -#}
{%- macro plain_text(expr) -%}
    trim(translate(cast({{ expr }} as text), '０１２３４５６７８９Ｘｘ＠．－＋　•・‧', '0123456789Xx@.-+ ···'))
{%- endmacro %}
