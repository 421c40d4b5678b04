{#- One decision per person, purpose and part that was chosen apart. -#}
{%- macro decisions_by_part(at) -%}
    {%- set columns = [
        'person_id', 'purpose', 'scope', 'allowed', 'lifts_flag', 'why', 'state', 'strictest', 'event_id', 'provision',
    ] -%}
    {%- set of_one -%}
        select scoped.*, scoped.member_id as person_id
        from scoped
        left join several on scoped.member_id = several.member_id
        where several.member_id is null
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
