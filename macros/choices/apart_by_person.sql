{#- One row per person who chose a part: what the parts say, side by side. `best` ranks the part that decides the flag,
    `ground` is its event and provision. -#}
{%- macro apart_by_person() -%}
    select
        person_number
        {%- for purpose in choice_purposes() if purpose != 'automated_decisions' %}
        {%- set of_it = 'purpose_number = ' ~ purpose_number(purpose) %},
        bool_or(lifts_flag) filter (where {{ of_it }}) as {{ purpose }}_lifts,
        max(part_rank) filter (where {{ of_it }}) as {{ purpose }}_best,
        {{ value_at_highest('ground', 'part_rank', of_it) }} as {{ purpose }}_ground,
        count(there) filter (where {{ of_it }}) as {{ purpose }}_parts
        {%- endfor %}
        {%- for channel in choice_channels() %},
        bool_or(allowed)
            filter (where purpose_number = {{ purpose_number('direct_marketing') }} and scope = '{{ channel }}')
            as {{ channel }}_allowed
        {%- endfor %},
        max(level) filter (where purpose_number = {{ purpose_number('third_party_disclosure') }}) as level
    from (
        select
            chosen.*,
            domain.scope as there,
            case when not chosen.lifts_flag then 0 when agreements.level = 1 then 1 else 2 end as level,
            concat(chosen.event_id, chr(31), chosen.provision) as ground,
            {{ part_rank('chosen') }} as part_rank
        from scope_decisions as chosen
        left join domain on chosen.purpose_number = domain.purpose_number and chosen.scope = domain.scope
        left join agreements on chosen.purpose_number = agreements.purpose_number and chosen.scope = agreements.scope
    ) as ranked
    group by person_number
{%- endmacro %}
