{#- One row per person with a purpose that was decided in parts, all purposes side by side. -#}
{%- macro persons_decided_apart() -%}
    select
        decided.person_id
        {%- for purpose in choice_purposes() %}
        {%- set of_it = "decided.purpose = '" ~ purpose ~ "'" %},
        bool_or(case when {{ of_it }} then decided.allowed end) as {{ purpose }}_allowed
        {%- for column in ['why', 'state', 'event_id', 'provision', 'strictest'] %},
        max(case when {{ of_it }} then decided.{{ column }} end) as {{ purpose }}_{{ column }}
        {%- endfor %}
        {%- endfor %},
        max(case when decided.purpose = 'third_party_disclosure' then decided.level end) as level,
        max(decided.channels_allowed) as channels_allowed,
        max(refused.refused_categories) as refused_categories
    from decided
    left join refused on decided.person_id = refused.person_id
    group by decided.person_id
{%- endmacro %}
