{#- How far a person may be disclosed: identified, unless all recipients that the person allows get anonymous data only. -#}
{%- macro disclosure_level() -%}
    case
        when not {{ whole_or_apart('third_party_disclosure_allowed', 'third_party_disclosure') }} then 'none'
        when apart.third_party_disclosure_why is not null and apart.level = 1 then 'anonymous_only'
        else 'identified'
    end
{%- endmacro %}
