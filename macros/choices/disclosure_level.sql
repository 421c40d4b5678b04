{#- How far a person may be disclosed: identified, unless all recipients that the person allows get anonymous data
    only. -#}
{%- macro disclosure_level() -%}
    case
        when not {{ choice_allowed('third_party_disclosure') }} then 'none'
        when third_party_disclosure_has_rest and third_party_disclosure_allowed then 'identified'
        when level = 1 then 'anonymous_only'
        else 'identified'
    end
{%- endmacro %}
