{#- The rows of a query over records, each beside the law that holds for its record on the day. -#}
{%- macro records_under_law(at, general) -%}
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
    from (
        select
            general.*,
            {{ is_younger_than(14, at) }} as is_under_14,
            {{ is_younger_than(16, at) }} as is_under_16
        from ({{ general }}) as general
    ) as general
    left join rules on general.jurisdiction = rules.jurisdiction
{%- endmacro %}
