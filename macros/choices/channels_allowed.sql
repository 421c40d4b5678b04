{#- The channels that a person may be reached by for marketing, joined by `|`; empty where there is none. -#}
{%- macro channels_allowed() -%}
    {%- set allowed = [] -%}
    {%- for channel in choice_channels() -%}
        {%- do allowed.append("case when whole." ~ channel ~ "_default then '" ~ channel ~ "|' else '' end") -%}
    {%- endfor -%}
    case
        when apart.direct_marketing_why is not null then coalesce(apart.channels_allowed, '')
        when whole.direct_marketing_why = 'default' then rtrim(concat({{ allowed | join(', ') }}), '|')
        when whole.direct_marketing_allowed then '{{ choice_channels() | join('|') }}'
        else ''
    end
{%- endmacro %}
