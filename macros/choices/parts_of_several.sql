{#- The parts to decide for each record of a person who has several: those that any of them chose, all channels of
    marketing, and '' for each whole purpose. -#}
{%- macro parts_of_several() -%}
    select
        records.person_id,
        records.member_id,
        parts.purpose,
        parts.scope,
        scoped.strictest,
        scoped.mildest,
        scoped.event_id
    from several as records
    inner join (
        select several.person_id, scoped.purpose, scoped.scope
        from several
        inner join scoped on several.member_id = scoped.member_id
        union
        select several.person_id, wholes.purpose, wholes.scope
        from several
        cross join (
            {%- for purpose in choice_purposes() %}
            select '{{ purpose }}' as purpose, '' as scope union all
            {%- endfor %}
            {%- for channel in choice_channels() %}
            select 'direct_marketing' as purpose, '{{ channel }}' as scope{{ ' union all' if not loop.last }}
            {%- endfor %}
        ) as wholes
    ) as parts on records.person_id = parts.person_id
    left join scoped
        on records.member_id = scoped.member_id and parts.purpose = scoped.purpose and parts.scope = scoped.scope
{%- endmacro %}
