{#- The latest choices of each record beside the law that holds for it. -#}
{%- macro members_under_law() -%}
    select
        general.*,
        rules.jurisdiction is not null as is_known_jurisdiction
        {%- for channel in choice_channels() %},
        rules.{{ channel }}_default,
        rules.{{ channel }}_provision
        {%- endfor %}
        {%- for purpose in choice_purposes() %},
        coalesce(
            case when general.is_under_16 then rules.{{ purpose }}_under_16_default end,
            rules.{{ purpose }}_default,
            false
        ) as {{ purpose }}_default,
        coalesce(
            case
                when general.is_under_14 then rules.{{ purpose }}_under_14_provision
                when general.is_under_16 then rules.{{ purpose }}_under_16_provision
            end,
            rules.{{ purpose }}_provision
        ) as {{ purpose }}_provision
        {%- endfor %}
    from general
    left join rules on general.jurisdiction = rules.jurisdiction
{%- endmacro %}
