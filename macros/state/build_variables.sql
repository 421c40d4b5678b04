{#- The variables that decide what a build holds, by name: one that somebody adds may be a secret. -#}
{% macro build_variables() -%}
    {%- set names = [
        'demo_data', 'raw_schema', 'raw_database', 'raw_path', 'modules', 'schema_prefix',
        'as_of_date', 'as_of_copy', 'kyc_reading_profile', 'kyc_readings',
        'k_anonymity', 'l_diversity', 'fx_max_age_days',
    ] -%}
    {%- set values = {} -%}
    {%- for name in names -%}
        {%- set value = var(name, none) -%}
        {#- YAML reads a bare date as a date, which JSON does not know. -#}
        {%- set plain = value is none or value is boolean or value is number or value is string
            or (value is sequence and value is not mapping) -%}
        {%- do values.update({name: value if plain else value | string}) -%}
    {%- endfor -%}
    {{ return(tojson(values, sort_keys=true)) }}
{%- endmacro %}
