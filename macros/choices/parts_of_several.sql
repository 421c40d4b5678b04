{#- The parts to decide for each record of a person who has several: those that any of them chose, all channels of
    marketing, and '' for each whole purpose. -#}
{%- macro parts_of_several() -%}
    select
        records.person_number,
        records.member_number,
        parts.purpose_number,
        parts.scope,
        chosen.strictest,
        chosen.mildest,
        chosen.event_id
    from several as records
    inner join (
        select several.person_number, chosen.purpose_number, chosen.scope
        from several
        inner join latest as chosen on several.member_number = chosen.member_number and chosen.is_whole = 0
        union
        select several.person_number, wholes.purpose_number, wholes.scope
        from several
        cross join (
            {%- for purpose in choice_purposes() %}
            select {{ loop.index }} as purpose_number, '' as scope union all
            {%- endfor %}
            {%- for channel in choice_channels() %}
            select {{ purpose_number('direct_marketing') }} as purpose_number, '{{ channel }}' as scope
            {{- ' union all' if not loop.last }}
            {%- endfor %}
        ) as wholes
    ) as parts on records.person_number = parts.person_number
    left join latest as chosen
        on
            records.member_number = chosen.member_number
            and parts.purpose_number = chosen.purpose_number
            and parts.scope = chosen.scope
{%- endmacro %}
