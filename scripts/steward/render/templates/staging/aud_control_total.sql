-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

expected as (
    select
        table_name,
        business_date,
        row_count as expected_rows,
        amount as expected_amount
    from {{ ref('stg_control_totals') }}
    where is_current
),

counted as (
<% for table, day, amount in tables %>
    {{ counted_rows('<< table.name >>', << day >><< ", '" ~ amount ~ "'" if amount >>) }}
<% if not loop.last %>
    union all
<% endif %>
<% endfor %>
),

compared as (
    select
        coalesce(expected.table_name, counted.table_name) as table_name,
        coalesce(expected.business_date, counted.business_date) as business_date,
        expected.expected_rows,
        coalesce(counted.counted_rows, 0) as counted_rows,
        expected.expected_amount,
        counted.counted_amount
    from expected
    full outer join counted
        on expected.table_name = counted.table_name and expected.business_date = counted.business_date
)

select
    table_name,
    business_date,
    expected_rows,
    counted_rows,
    expected_amount,
    counted_amount,
    case
        when expected_rows is null and expected_amount is null then 'not_measured'
        when
            table_name not in (
<% for table, day, amount in tables %>
                '<< table.name >>'<< "," if not loop.last >>
<% endfor %>
            )
            then 'not_measured'
        when expected_rows <> counted_rows then 'differs'
        -- Rows that are not there add up to nothing; a table without amounts is compared by its rows.
        when
            table_name in (<< with_amount | join(", ") >>)
            and expected_amount <> coalesce(counted_amount, 0)
            then 'differs'
        when expected_rows is null and counted_amount is null then 'not_measured'
        else 'matches'
    end as state
from compared
