{#- Whether an agreement is in force on a day: signed, begun and not ended. -#}
{%- macro agreement_holds(agreement, day) -%}
    {{ agreement }}.signed_on <= {{ day }}
        and {{ agreement }}.valid_from <= {{ day }}
        and ({{ agreement }}.valid_to is null or {{ agreement }}.valid_to >= {{ day }})
{%- endmacro %}
