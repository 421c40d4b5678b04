{#- The records with their latest choices about whole purposes, side by side. There is one at most of each, so that
    joins put them there; an aggregate would cost twice as much. -#}
{%- macro general_choices() -%}
    select
        members.*
        {%- for purpose in choice_purposes() %},
        {{ purpose }}.strictest as {{ purpose }}_strictest,
        {{ purpose }}.mildest as {{ purpose }}_mildest,
        {{ purpose }}.event_id as {{ purpose }}_event
        {%- endfor %}
    from members
    {%- for purpose in choice_purposes() %}
    left join latest as {{ purpose }}
        on members.member_number = {{ purpose }}.member_number
        and {{ purpose }}.purpose_number = {{ loop.index }}
        and {{ purpose }}.is_whole = 1
    {%- endfor %}
{%- endmacro %}
