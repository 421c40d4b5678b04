{#- What the law of each jurisdiction says on the day: one row per jurisdiction, for each purpose the default and the
    provision, for each channel of marketing too. A rule that is not there denies. -#}
{%- macro choice_rules_in_force(at) -%}
    {%- set general = "purpose_group = 'general' and channel = 'any'" -%}
    select
        jurisdiction
        {%- for purpose in choice_purposes() %}
        {%- set of_purpose = "is_in_force and flag = '" ~ purpose ~ "' and " %},
        {{ rule_value(of_purpose ~ general, purpose) }},
        {{ rule_value(of_purpose ~ "purpose_group = 'under_14'", purpose ~ '_under_14') }},
        {{ rule_value(of_purpose ~ "purpose_group = 'under_16'", purpose ~ '_under_16') }}
        {%- endfor %}
        {%- for channel in choice_channels() %},
        {{ rule_value(
            "is_in_force and flag = 'direct_marketing' and purpose_group = 'general' and channel = '" ~ channel ~ "'",
            channel
        ) }}
        {%- endfor %}
    from (
        select
            *,
            valid_from <= {{ shanghai_date(at) }}
            and (valid_to is null or valid_to >= {{ shanghai_date(at) }}) as is_in_force
        from {{ ref('ldm_choice_rule') }}
    ) as rules
    group by jurisdiction
{%- endmacro %}
