{#- One row per person and purpose that was decided in parts: allowed where one part is, with the part that decides. -#}
{%- macro purposes_decided_apart() -%}
    select
        person_id,
        purpose,
        bool_or(lifts_flag) as allowed,
        max(level) as level,
        max(case when place = 1 then why end) as why,
        max(case when place = 1 then state end) as state,
        max(case when place = 1 then event_id end) as event_id,
        max(case when place = 1 then provision end) as provision,
        max(case when place = 1 then strictest end) as strictest,
        string_agg(
            case when purpose = 'direct_marketing' and allowed then scope end, '|'
            order by case scope
                {%- for channel in choice_channels() %}
                when '{{ channel }}' then {{ loop.index }}
                {%- endfor %}
            end
        ) as channels_allowed
    from counted
    group by person_id, purpose
{%- endmacro %}
