{#- The last day of a document as a date: a real date (2026-03-31, 20260331), 9999-12-31 for 长期; null when empty or no
    date at all. Checked by arithmetic, for a cast of 2026-02-30 stops the build on one engine. -#}
{%- macro parsed_validity(expr) -%}
    {%- set digits = "replace(replace(" ~ expr ~ ", '-', ''), '/', '')" -%}
    case
        when {{ expr }} = '长期' or {{ digits }} = '99991231' then date '9999-12-31'
        when not coalesce({{ matches(digits, '^[0-9]{8}$') }}, false) then null
        when cast(substring({{ digits }}, 5, 2) as integer) not between 1 and 12
            or cast(substring({{ digits }}, 1, 4) as integer) < 1900 then null
        when cast(substring({{ digits }}, 7, 2) as integer) < 1
            or cast(substring({{ digits }}, 7, 2) as integer) > {{ days_of_month(digits) }} then null
        else cast(
            substring({{ digits }}, 1, 4) || '-' || substring({{ digits }}, 5, 2) || '-' || substring({{ digits }}, 7, 2)
            as date
        )
    end
{%- endmacro %}
