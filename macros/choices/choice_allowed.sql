{#- Whether a purpose is allowed: one of the parts lifts its flag, or the rest does where there is any. -#}
{%- macro choice_allowed(purpose) -%}
    {%- if purpose == 'automated_decisions' -%}
        {{ purpose }}_allowed
    {%- else -%}
        (coalesce({{ purpose }}_lifts, false) or ({{ purpose }}_has_rest and {{ purpose }}_allowed))
    {%- endif -%}
{%- endmacro %}
