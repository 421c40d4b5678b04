{#- The events that count at a moment, from what was known then, each as two numbers: second and reading, the strictest
    of a second highest, and the mildest highest. A channel that nobody knows may be any: an opt-out counts for all,
    an opt-in for none. -#}
{%- macro choice_events(at, known_at) -%}
    {%- set codes = reading_codes() -%}
    select
        event_id,
        customer_id,
        lower(customer_id) as folded_id,
        choice = 'opt_in' and code <> {{ codes.payload_conflict }} as is_for_exact_id,
        purpose,
        case when purpose <> 'direct_marketing' or is_known_channel then scope end as scope,
        second * 16 + code as strictest,
        second * 16 + 15 - code as mildest
    from (
        select
            event_id,
            customer_id,
            coalesce(choice, '') as choice,
            purpose,
            scope,
            is_known_channel,
            {{ epoch_second('happened_at') }} as second,
            case
                when happened_at > {{ at }} then {{ codes.future_dated }}
                when conflict_known_from <= {{ known_at }} then {{ codes.payload_conflict }}
                else code
            end as code
        from (
            {{ choice_readings() }}
        ) as readings
        where
            is_known_purpose
            and known_from <= {{ known_at }}
            and (happened_at <= {{ at }} or known_from <= {{ at }})
    ) as moments
    where
        purpose <> 'direct_marketing' or scope is null or is_known_channel
        or choice <> 'opt_in' or code = {{ codes.payload_conflict }}
{%- endmacro %}
