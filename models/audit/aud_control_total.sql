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
    {{ counted_rows('account_balances', 'balance_date', 'closing_balance') }}
    union all
    {{ counted_rows('transactions', shanghai_date('occurred_at'), 'amount') }}
    union all
    {{ counted_rows('prepaid_orders', shanghai_date('occurred_at'), 'amount') }}
    union all
    {{ counted_rows('fx_rates', 'rate_date') }}
    union all
    {{ counted_rows('risk_ratings', 'rated_on') }}
    union all
    {{ counted_rows('change_requests', shanghai_date('requested_at')) }}
    union all
    {{ counted_rows('rights_requests', shanghai_date('received_at')) }}
    union all
    {{ counted_rows('disclosures', shanghai_date('disclosed_at')) }}
    union all
    {{ counted_rows('loss_reports', shanghai_date('reported_at')) }}
    union all
    {{ counted_rows('interactions', shanghai_date('occurred_at')) }}
    union all
    {{ counted_rows('kyc_evidence', 'performed_on') }}
    union all
    {{ counted_rows('kyc_alerts', 'raised_on') }}
    union all
    {{ counted_rows('customer_preferences', shanghai_date('collected_at')) }}
    union all
    {{ counted_rows('certificates', shanghai_date('occurred_at')) }}
    union all
    {{ counted_rows('instructions', shanghai_date('received_at')) }}
    union all
    {{ counted_rows('access_events', shanghai_date('event_time')) }}
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
                'account_balances',
                'transactions',
                'prepaid_orders',
                'fx_rates',
                'risk_ratings',
                'change_requests',
                'rights_requests',
                'disclosures',
                'loss_reports',
                'interactions',
                'kyc_evidence',
                'kyc_alerts',
                'customer_preferences',
                'certificates',
                'instructions',
                'access_events'
            )
            then 'not_measured'
        when expected_rows <> counted_rows then 'differs'
        -- Rows that are not there add up to nothing; a table without amounts is compared by its rows.
        when
            table_name in ('account_balances', 'transactions', 'prepaid_orders')
            and expected_amount <> coalesce(counted_amount, 0)
            then 'differs'
        when expected_rows is null and counted_amount is null then 'not_measured'
        else 'matches'
    end as state
from compared
