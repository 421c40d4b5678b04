{#- The parts to decide apart, by person and purpose: those chosen apart, and '' for all the rest. Of marketing the
    channels are all the parts there are. Only persons who chose a part, or have several records, are here. -#}
{%- macro choice_parts() -%}
    {%- set apart -%}
        select person_id, purpose from scoped
        union
        select members.person_id, purposes.purpose
        from members
        cross join (
            {%- for purpose in choice_purposes() %}
            select '{{ purpose }}' as purpose{{ ' union all' if not loop.last }}
            {%- endfor %}
        ) as purposes
        where members.is_merged
    {%- endset -%}
    select person_id, purpose, scope from scoped
    union
    select person_id, purpose, '' as scope from ({{ apart }}) as persons where purpose <> 'direct_marketing'
    union
    select persons.person_id, persons.purpose, channels.scope
    from ({{ apart }}) as persons
    cross join (
        {%- for channel in choice_channels() %}
        select '{{ channel }}' as scope{{ ' union all' if not loop.last }}
        {%- endfor %}
    ) as channels
    where persons.purpose = 'direct_marketing'
{%- endmacro %}
