{#- The decision of a record for each of the given parts: the newer of its choice for the part and its choice for the
    whole. A part that only its own default allows (post in the EU) does not lift the flag of the purpose. -#}
{%- macro part_decisions(at, parts) -%}
    {%- set parts_of_records -%}
        select general.*, parts.person_id, parts.purpose, parts.scope, parts.strictest, parts.mildest, parts.event_id
        from ({{ parts }}) as parts
        inner join general on parts.member_id = general.member_id
    {%- endset -%}
    select
        *,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default') }} as allowed,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default and purpose_default') }} as lifts_flag
    from (
        select
            *,
            {{ choice_why('mod(strictest, 16)', 'mildest') }} as why
        from (
            select
                person_id,
                member_id,
                is_record,
                purpose,
                scope,
                is_known_jurisdiction,
                is_under_14,
                greatest(strictest, {{ of_purpose('strictest') }}) as strictest,
                greatest(mildest, {{ of_purpose('mildest') }}) as mildest,
                case
                    when strictest >= coalesce({{ of_purpose('strictest') }}, 0) then event_id
                    else {{ of_purpose('event') }}
                end as event_id,
                {{ of_purpose('default') }} as purpose_default,
                {{ of_part('default') }} as is_allowed_by_default,
                {{ of_part('provision') }} as provision
            from ({{ records_under_law(at, parts_of_records) }}) as ruled
        ) as latest_of_both
    ) as read
{%- endmacro %}
