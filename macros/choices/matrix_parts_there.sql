{#- The parts of purposes that the matrix shows for everybody: the channels of marketing, the categories of data. -#}
{%- macro matrix_parts_there() -%}
    {%- for channel in choice_channels() %}
    select 'direct_marketing' as purpose, 'channel' as part, '{{ channel }}' as scope
    union all
    {%- endfor %}
    select 'sensitive_data' as purpose, 'data_category' as part, data_category as scope
    from {{ ref('ldm_choice_category') }}
{%- endmacro %}
