{#- The latest choices of each record about whole purposes. -#}
{%- macro general_choices() -%}
    select
        member_id,
        jurisdiction,
        birth_date,
        is_record
        {%- for purpose in choice_purposes() %},
        {{ purpose }}_strictest,
        {{ purpose }}_mildest,
        {{ purpose }}_event
        {%- endfor %}
    from latest
    where is_record is not null
{%- endmacro %}
