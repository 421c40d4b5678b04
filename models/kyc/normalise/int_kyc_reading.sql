{%- set overrides = var('kyc_readings', none) or {} -%}
{%- set profile = var('kyc_reading_profile') -%}
{%- if profile not in ['conservative', 'literal'] -%}
    {%- do exceptions.raise_compiler_error(
        'kyc_reading_profile: `' ~ profile ~ '` is no profile; write conservative or literal, and name single readings '
        ~ 'in kyc_readings, for example {AMB03: B}'
    ) -%}
{%- endif -%}
{%- for reading_id, choice in overrides.items() -%}
    {%- if choice not in (['A', 'B', 'by_version'] if reading_id == 'AMB17' else ['A', 'B'])
        or not modules.re.match('AMB(0[1-9]|1[0-9]|2[0-3])$', reading_id) -%}
        {%- do exceptions.raise_compiler_error(
            'kyc_readings: `' ~ reading_id ~ ': ' ~ choice ~ '` is no reading; write A or B for one of AMB01 to AMB23, '
            ~ 'see seeds/kyc/kyc_readings.csv'
        ) -%}
    {%- endif -%}
{%- endfor -%}
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
