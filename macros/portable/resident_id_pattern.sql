{#- What a resident id of 18 or 15 characters looks like, with a day that the calendar has: 1900 had no 29 February. -#}
{%- macro resident_id_pattern(length) -%}
    {%- set years = '(19|20)[0-9]{2}' if length == 18 else '[0-9]{2}' -%}
    {%- set leap = '(0[48]|[2468][048]|[13579][26])' -%}
    {%- set leap_years = '((19|20)' ~ leap ~ '|2000)' if length == 18 else leap -%}
    {%- set long_month = '(0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])' -%}
    {%- set short_month = '(0[469]|11)(0[1-9]|[12][0-9]|30)' -%}
    {%- set february = '02(0[1-9]|1[0-9]|2[0-8])' -%}
    {%- set days = '(' ~ [long_month, short_month, february] | join('|') ~ ')' -%}
    {%- set ending = '[0-9]{3}[0-9X]' if length == 18 else '[0-9]{3}' -%}
    {{ return('^[0-9]{6}(' ~ years ~ days ~ '|' ~ leap_years ~ '0229)' ~ ending ~ '$') }}
{%- endmacro %}
