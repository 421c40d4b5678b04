{#- One decision per part for persons who have several records: the strictest counts, and of those the latest.
    An id without a record counts for what it chose, and has no default of its own. -#}
{%- macro decisions_of_several(at) -%}
    select
        person_number,
        purpose_number,
        scope,
        allowed,
        lifts_flag,
        case when not allowed and is_allowed_elsewhere then 'merged_restriction' else why end as why,
        {{ choice_state('why', 'strictest') }} as state,
        strictest,
        event_id,
        provision
    from (
        select
            *,
            row_number() over (
                partition by person_number, purpose_number, scope
                order by
                    case when not allowed then 0 when not lifts_flag then 1 else 2 end,
                    strictest desc nulls last,
                    {{ byte_order('member_id') }}
            ) as place,
            max(case when allowed then 1 else 0 end) over (partition by person_number, purpose_number, scope) = 1
                as is_allowed_elsewhere
        from (
            {{ part_decisions(at, parts_of_several()) }}
        ) as of_each_record
        where is_record = 1 or strictest is not null
    ) as ranked
    where place = 1
{%- endmacro %}
