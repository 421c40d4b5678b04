{#- A resident id as its 18 characters, one of 15 digits extended; null where the day of birth is not in the
    calendar or the check digit is wrong. `ascii` and not a cast: it cannot fail on what is no digit. -#}
{%- macro resident_id_18(expr) -%}
    {%- set number = 'upper(' ~ plain_text(expr) ~ ')' -%}
    {%- set digits = [] -%}
    {%- for place in range(1, 18) -%}
        {%- do digits.append('(ascii(substr(' ~ number ~ ', ' ~ place ~ ', 1)) - 48)') -%}
    {%- endfor -%}
    {%- set extended = digits[:6] + ['1', '9'] + digits[6:15] -%}
    case
        when {{ matches(number, resident_id_pattern(18)) }}
            then case when right({{ number }}, 1) = {{ resident_check_digit(digits) }} then {{ number }} end
        when {{ matches(number, resident_id_pattern(15)) }}
            then left({{ number }}, 6) || '19' || right({{ number }}, 9) || {{ resident_check_digit(extended) }}
    end
{%- endmacro %}
