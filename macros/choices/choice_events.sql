{#- The events that count at a moment, from what was known then, each as two numbers: second and reading, the strictest
    of a second highest, and the mildest highest. A channel that nobody knows may be any: an opt-out counts for all,
    an opt-in for none. -#}
{%- macro choice_events(at, known_at) -%}
    {%- set codes = reading_codes() -%}
    select
        event_id,
        customer_id,
        lower(customer_id) as folded_id,
        is_for_exact_id,
        case when is_for_exact_id and scope = '?' then null else purpose_number end as purpose_number,
        nullif(scope, '?') as scope,
        second * 16 + code as strictest,
        second * 16 + 15 - code as mildest
    from (
        select
            *,
            coalesce(choice_number = 1 and code <> {{ codes.payload_conflict }}, false) as is_for_exact_id
        from (
            select
                event_id,
                customer_id,
                purpose_number,
                choice_number,
                {{ choice_scope() }} as scope,
                {{ epoch_second('happened_at') }} as second,
                case
                    when happened_at > {{ at }} then {{ codes.future_dated }}
                    when conflict_known_from <= {{ known_at }} then {{ codes.payload_conflict }}
                    else code
                end as code
            from (
                {{ choice_readings() }}
            ) as readings
            where known_from <= {{ known_at }} and (happened_at <= {{ at }} or known_from <= {{ at }})
        ) as moments
    ) as read
{%- endmacro %}
