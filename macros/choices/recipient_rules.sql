{#- What the law of each jurisdiction says on the day of providing data to a kind of recipient, here or overseas. -#}
{%- macro recipient_rules(at) -%}
    {%- set groups = ['general', 'affiliate', 'processor', 'authority', 'overseas', 'under_14', 'under_16'] -%}
    select
        jurisdiction
        {%- for group in groups %},
        {{ rule_value("purpose_group = '" ~ group ~ "'", group) }}
        {%- endfor %}
    from {{ ref('ldm_choice_rule') }}
    where
        flag = 'third_party_disclosure'
        and valid_from <= {{ shanghai_date(at) }}
        and (valid_to is null or valid_to >= {{ shanghai_date(at) }})
    group by jurisdiction
{%- endmacro %}
