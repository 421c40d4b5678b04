{#- The check digit of a resident id (GB 11643, ISO 7064 MOD 11-2) from the expressions of its 17 digits. -#}
{%- macro resident_check_digit(digits) -%}
    {%- set weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] -%}
    {%- set terms = [] -%}
    {%- for digit in digits -%}
        {%- do terms.append(weights[loop.index0] ~ ' * ' ~ digit) -%}
    {%- endfor -%}
    substr('10X98765432', mod({{ terms | join(' + ') }}, 11) + 1, 1)
{%- endmacro %}
