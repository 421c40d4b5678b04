{#- The decisions per part, without the rest where every part there is was chosen apart; with the level that a recipient's
    agreements allow, and the place of each part in its purpose. -#}
{%- macro choice_counts() -%}
    select
        *,
        row_number() over (
            partition by person_id, purpose
            order by case when lifts_flag then 0 else 1 end, strictest desc nulls last, {{ byte_order('scope') }}
        ) as place
    from (
        select
            scope_decisions.*,
            case
                when not scope_decisions.lifts_flag then 0
                when agreements.level = 1 then 1
                else 2
            end as level,
            count(domain.scope) over (partition by scope_decisions.person_id, scope_decisions.purpose) as parts_chosen,
            coalesce(sizes.parts, -1) as parts_there
        from scope_decisions
        left join domain on scope_decisions.purpose = domain.purpose and scope_decisions.scope = domain.scope
        left join (
            select purpose, count(*) as parts from domain group by purpose
        ) as sizes on scope_decisions.purpose = sizes.purpose
        left join agreements
            on scope_decisions.purpose = 'third_party_disclosure' and scope_decisions.scope = agreements.scope
    ) as known
    where scope <> '' or parts_chosen <> parts_there
{%- endmacro %}
