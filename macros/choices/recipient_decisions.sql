{#- The decision per person and recipient. What it needs follows the recipient's kind: a processor a contract, an
    authority a legal order, anyone else an agreement and the person's choice, overseas a route as well. -#}
{%- macro recipient_decisions() -%}
    select
        *,
        case
            when why in ('contract', 'legal_order', 'latest_event') then true
            when why = 'default' then allowed_by_law
            else false
        end as allowed
    from (
        select
            person_id, recipient_id, kind, level, legal_order, event_id, provision, allowed_by_law,
            case
                when law_is_known = 1 and kind in ('processor', 'authority') then 'overridden_by_law'
                else state
            end as state,
            case
                when law_is_known = 0 then 'unknown_jurisdiction'
                when coalesce(kind, '') not in ('controller', 'affiliate', 'processor', 'authority') then 'unknown_kind'
                when kind = 'authority' and legal_order is null then 'no_legal_order'
                when kind = 'authority' then 'legal_order'
                when not is_under_agreement then 'no_agreement'
                when not is_routed then 'overseas_without_route'
                when kind = 'processor' then 'contract'
                when why = 'latest_event' and not allowed then 'refused'
                else why
            end as why
        from (
            select
                choices.*,
                case when law.jurisdiction is null then 0 else 1 end as law_is_known,
                coalesce({{ of_kind('default') }}, false) as allowed_by_law,
                {{ of_kind('provision') }} as provision
            from choices
            left join law on choices.jurisdiction = law.jurisdiction
        ) as ruled
    ) as read
{%- endmacro %}
