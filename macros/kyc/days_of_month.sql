{#- The number of days of the month in a text YYYYMMDD. -#}
{%- macro days_of_month(digits) -%}
    case
        when substring({{ digits }}, 5, 2) in ('04', '06', '09', '11') then 30
        when substring({{ digits }}, 5, 2) <> '02' then 31
        when cast(substring({{ digits }}, 1, 4) as integer) % 400 = 0 then 29
        when cast(substring({{ digits }}, 1, 4) as integer) % 100 = 0 then 28
        when cast(substring({{ digits }}, 1, 4) as integer) % 4 = 0 then 29
        else 28
    end
{%- endmacro %}
