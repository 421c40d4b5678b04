{#- The records and ids of persons who have several, as numbers of `members`. -#}
{%- macro choice_several() -%}
    select
        records.member_number,
        persons.member_number as person_number
    from (
        {{ choice_persons() }}
    ) as several
    inner join members as records
        on
            several.member_id = records.member_id
            and several.person_id = coalesce(records.claimed_for, several.person_id)
    inner join members as persons on several.person_id = persons.member_id and persons.is_record = 1
{%- endmacro %}
