{%- set overrides = var('kyc_readings', {}) -%}
{%- set profile = var('kyc_reading_profile') -%}
{%- if profile not in ['conservative', 'literal'] -%}
    {%- do exceptions.raise_compiler_error(
        'kyc_reading_profile: `' ~ profile ~ '` is no profile; write conservative or literal, and name single readings '
        ~ 'in kyc_readings, for example {AMB03: B}'
    ) -%}
{%- endif -%}
with readings as (

    select
        reading_id,
        switchable,
        {{ profile }} as of_profile
    from {{ ref('kyc_readings') }}

)

select
    reading_id,
    {% if overrides %}
    case
        {% for reading_id, choice in overrides.items() %}
        when switchable and reading_id = '{{ reading_id }}' then '{{ choice }}'
        {% endfor %}
        else of_profile
    end as choice
    {% else %}
    of_profile as choice
    {% endif %}
from readings
