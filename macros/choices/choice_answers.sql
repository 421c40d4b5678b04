{#- One row per person with the whole purposes and the parts beside each other: whether a rest remains beside the parts
    that were chosen, and whether a part decides the flag rather than the rest. -#}
{%- macro choice_answers() -%}
    select
        *
        {%- for purpose in choice_purposes() if purpose != 'automated_decisions' %},
        {{ purpose }}_best is not null
        and (not {{ purpose }}_has_rest or {{ purpose }}_best >= {{ purpose }}_rank)
            as {{ purpose }}_is_apart
        {%- endfor %}
    from (
        select
            whole.*
            {%- for purpose in choice_purposes() if purpose != 'automated_decisions' %},
            apart.{{ purpose }}_lifts,
            apart.{{ purpose }}_best,
            apart.{{ purpose }}_ground,
            apart.{{ purpose }}_best is null or apart.{{ purpose }}_parts = 0
            or apart.{{ purpose }}_parts
            <> (select count(*) from domain where purpose_number = {{ purpose_number(purpose) }})
                as {{ purpose }}_has_rest,
            case
                when apart.{{ purpose }}_best is not null
                    then {{ lifting_rank('whole.' ~ purpose ~ '_allowed', 'whole.' ~ purpose ~ '_strictest') }}
            end as {{ purpose }}_rank
            {%- endfor %}
            {%- for channel in choice_channels() %},
            apart.{{ channel }}_allowed
            {%- endfor %},
            apart.level,
            refused.refused,
            refused.refused_with_rest,
            refused.person_number is not null as has_chosen_categories
        from member_decisions as whole
        left join apart on whole.member_number = apart.person_number
        left join refused on whole.member_number = refused.person_number
    ) as answers
{%- endmacro %}
