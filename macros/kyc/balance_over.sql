{#- The days on which a balance passes a bar, as CTEs up to `passed`, from a CTE `bars`. Yuan and dollars together are valued
    by the rate of the day only where the native legs leave it open and the highest rate could decide it. -#}
{%- macro balance_over() -%}
clipped as (
    select bars.bar_id, bars.operator, bars.amount_cny, bars.amount_usd, steps.*,
        greatest(steps.day_from, bars.effective_from) as over_from,
        least(coalesce(steps.day_to, date '9999-12-31'), bars.effective_to) as over_to,
        {{ compare('steps.cny', 'bars.operator', 'bars.amount_cny') }}
        or {{ compare(usd_total('steps.fx_usd'), 'bars.operator', 'bars.amount_usd') }} as is_native
    from {{ ref('int_balance_step') }} as steps
    inner join bars
        on steps.day_from <= bars.effective_to and coalesce(steps.day_to, date '9999-12-31') >= bars.effective_from
),
open_sums as (
    select clipped.*
    from clipped
    cross join (select max(cny_per_usd) as highest, min(cny_per_usd) as lowest from {{ ref('int_fx_daily') }}) as ends
    where not clipped.is_native
        and ((clipped.cny > 0 and clipped.fx_usd > 0) or {{ reading('AMB11') }} = 'B')
        and (clipped.needs_rates
            or clipped.cny + clipped.fx_usd * ends.highest >= least(amount_cny, amount_usd * ends.lowest))
),
valued as (
    select sums.*, greatest(sums.over_from, periods.period_from) as valued_from,
        least(sums.over_to, periods.period_to) as valued_to,
        case when needs_rates then sums.all_cny else sums.cny + sums.fx_usd * periods.cny_per_unit end as whole_cny,
        sums.fx_usd + {{ usd_value('sums.cny', '1.0', 'periods.cny_per_unit') }} as whole_usd
    from open_sums as sums
    inner join {{ ref('int_fx_period') }} as periods
        on periods.currency = 'USD' and sums.over_from <= periods.period_to and sums.over_to >= periods.period_from
),
passed as (
    select bar_id, customer_no, over_from, over_to, cny, fx_usd from clipped where is_native
    union all
    select bar_id, customer_no, valued_from, valued_to, cny, fx_usd
    from valued
    where {{ compare('whole_cny', 'operator', 'amount_cny') }}
        or {{ compare(usd_total('whole_usd'), 'operator', 'amount_usd') }}
)
{%- endmacro %}
