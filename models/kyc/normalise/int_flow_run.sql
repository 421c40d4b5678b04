with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

steps as (

    select
        steps.*,
        rules.rule_version,
        coalesce({{ over_bar('steps', 'rules', reading('AMB11') ~ " = 'B'") }}, false) as is_over
    from {{ ref('int_flow_step') }} as steps
    left join rules on steps.day_from between rules.effective_from and rules.effective_to

),

compared as (

    select
        *,
        lag(is_over, 1, false) over (partition by customer_id, state order by day_from) as was_over
    from steps

),

runs as (

    select
        *,
        lead(day_from) over (partition by customer_id, state order by day_from) - 1 as day_to
    from compared
    where is_over <> was_over

),

settled as (

    select * from runs
    where is_over and state = 'fired'

),

-- What is pending adds a run of its own, or nothing.
pending as (

    select * from runs
    where is_over
        and state = 'would_trigger'
        and not exists (
            select 1 from settled
            where settled.customer_id = runs.customer_id
                and settled.day_from <= coalesce(runs.day_to, date '9999-12-31')
                and coalesce(settled.day_to, date '9999-12-31') >= runs.day_from
        )

)

select * from settled
union all
select * from pending
