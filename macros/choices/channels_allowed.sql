{#- The channels that a person may be reached by for marketing, joined by `|`; empty where there is none. Of a channel
    that was not chosen apart, the choice about all marketing holds, else its own default. -#}
{%- macro channels_allowed() -%}
    {%- set allowed = [] -%}
    {%- for channel in choice_channels() -%}
        {%- set rest -%}
            case when direct_marketing_why = 'default' then {{ channel }}_default else direct_marketing_allowed end
        {%- endset -%}
        {%- do allowed.append(
            "case when coalesce(" ~ channel ~ "_allowed, " ~ rest ~ ") then '" ~ channel ~ "|' else '' end"
        ) -%}
    {%- endfor -%}
    case
        when direct_marketing_best is null and direct_marketing_why <> 'default'
            then case when direct_marketing_allowed then '{{ choice_channels() | join('|') }}' else '' end
        else rtrim(concat(
            {{ allowed | join(',\n            ') }}
        ), '|')
    end
{%- endmacro %}
