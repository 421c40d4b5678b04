{#- One row per person who chose a part: what the parts say, side by side. `best` packs what decides the flag: a part
    that lifts it before one that does not, and then the latest. -#}
{%- macro apart_by_person() -%}
    select
        chosen.person_id
        {%- for purpose in choice_purposes() if purpose != 'automated_decisions' %}
        {%- set of_it = "chosen.purpose = '" ~ purpose ~ "'" %},
        bool_or(chosen.lifts_flag) filter (where {{ of_it }}) as {{ purpose }}_lifts,
        max({{ byte_order(packed_decision('chosen')) }}) filter (where {{ of_it }}) as {{ purpose }}_best,
        count(domain.scope) filter (where {{ of_it }}) as {{ purpose }}_parts
        {%- endfor %}
        {%- for channel in choice_channels() %},
        bool_or(chosen.allowed)
            filter (where chosen.purpose = 'direct_marketing' and chosen.scope = '{{ channel }}')
            as {{ channel }}_allowed
        {%- endfor %},
        max(case when not chosen.lifts_flag then 0 when agreements.level = 1 then 1 else 2 end)
            filter (where chosen.purpose = 'third_party_disclosure') as level
    from scope_decisions as chosen
    left join domain on chosen.purpose = domain.purpose and chosen.scope = domain.scope
    left join agreements on chosen.purpose = 'third_party_disclosure' and chosen.scope = agreements.scope
    group by chosen.person_id
{%- endmacro %}
