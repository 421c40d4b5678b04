{#- The decision of each record for each part: the newer of its choice for the part and its choice for the whole. A part
    that only its own default allows (post in the EU) does not lift the flag of the purpose. -#}
{%- macro choice_cells() -%}
    select
        *,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default') }} as allowed,
        {{ choice_allows('why', 'strictest', 'is_allowed_by_default and purpose_default') }} as lifts_flag
    from (
        select
            *,
            {{ choice_why('strictest', 'mildest') }} as why
        from (
            select
                parts.person_id,
                parts.purpose,
                parts.scope,
                ruled.member_id,
                ruled.is_known_jurisdiction,
                ruled.is_under_14,
                greatest(scoped.strictest, {{ of_purpose('strictest') }}) as strictest,
                greatest(scoped.mildest, {{ of_purpose('mildest') }}) as mildest,
                case
                    when scoped.strictest >= coalesce({{ of_purpose('strictest') }}, 0) then scoped.event_id
                    else {{ of_purpose('event') }}
                end as event_id,
                {{ of_purpose('default') }} as purpose_default,
                {{ of_part('default') }} as is_allowed_by_default,
                {{ of_part('provision') }} as provision
            from parts
            inner join ruled on parts.person_id = ruled.person_id
            left join scoped
                on ruled.member_id = scoped.member_id and parts.purpose = scoped.purpose and parts.scope = scoped.scope
        ) as latest
    ) as read
{%- endmacro %}
