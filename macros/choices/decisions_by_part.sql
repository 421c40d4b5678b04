{#- One decision per person, purpose and part that was chosen apart. -#}
{%- macro decisions_by_part(at) -%}
    {%- set columns = [
        'person_number', 'purpose_number', 'scope', 'allowed', 'lifts_flag', 'why', 'state', 'strictest', 'event_id',
        'provision',
    ] -%}
    {%- set of_one -%}
        select chosen.*, chosen.member_number as person_number
        from latest as chosen
        left join several on chosen.member_number = several.member_number
        where chosen.is_whole = 0 and several.member_number is null
    {%- endset -%}
    select {{ columns | join(', ') }}
    from (
        select
            *,
            {{ choice_state('why', 'strictest') }} as state
        from (
            {{ part_decisions(at, of_one) }}
        ) as decided
    ) as of_one
    union all
    select {{ columns | join(', ') }}
    from of_several
    where scope <> ''
{%- endmacro %}
