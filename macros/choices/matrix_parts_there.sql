{#- The parts of purposes that the matrix shows for everybody: the channels of marketing, the categories of data. -#}
{%- macro matrix_parts_there() -%}
    {%- for channel in choice_channels() %}
    select
        'direct_marketing' as purpose,
        {{ purpose_number('direct_marketing') }} as purpose_number,
        'channel' as part,
        '{{ channel }}' as scope
    union all
    {%- endfor %}
    select
        'sensitive_data' as purpose,
        {{ purpose_number('sensitive_data') }} as purpose_number,
        'data_category' as part,
        data_category as scope
    from {{ ref('ldm_choice_category') }}
{%- endmacro %}
