{#- The decision of a record for each of the given parts: the newer of its choice for the part and its choice for the
    whole. A part that only its own default allows (post in the EU) does not lift the flag of the purpose. -#}
{%- macro part_decisions(at, parts) -%}
    {%- set parts_of_records -%}
        select
            parts.person_number,
            parts.purpose_number,
            parts.scope,
            members.*,
            greatest(parts.strictest, wholes.strictest) as strictest,
            greatest(parts.mildest, wholes.mildest) as mildest,
            case
                when parts.strictest >= coalesce(wholes.strictest, 0) then parts.event_id
                else wholes.event_id
            end as event_id
        from ({{ parts }}) as parts
        inner join members on parts.member_number = members.member_number
        left join latest as wholes
            on
                parts.member_number = wholes.member_number
                and parts.purpose_number = wholes.purpose_number
                and wholes.is_whole = 1
    {%- endset -%}
    select
        *,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default') }} as allowed,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default and purpose_default') }} as lifts_flag
    from (
        select
            *,
            {{ choice_why('mod(strictest, 16)', 'mildest') }} as why,
            {{ of_purpose('default') }} as purpose_default,
            {{ of_part('default') }} as is_allowed_by_default,
            {{ of_part('provision') }} as provision
        from ({{ records_under_law(at, parts_of_records) }}) as ruled
    ) as read
{%- endmacro %}
