-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

rejections as (
    {{ rejections('customers', ['customer_id']) }}
    union all
    {{ rejections('customer_merges', ['survivor_customer_id', 'merged_customer_id', 'merged_on']) }}
    union all
    {{ rejections('accounts', ['account_id']) }}
    union all
    {{ rejections('account_holders', ['account_id', 'customer_id', 'role', 'valid_from']) }}
    union all
    {{ rejections('account_balances', ['account_id', 'balance_date']) }}
    union all
    {{ rejections('transactions', ['transaction_id']) }}
    union all
    {{ rejections('prepaid_orders', ['order_id']) }}
    union all
    {{ rejections('fx_rates', ['rate_date', 'currency']) }}
    union all
    {{ rejections('identity_documents', ['document_id']) }}
    union all
    {{ rejections('risk_ratings', ['rating_id']) }}
    union all
    {{ rejections('merchants', ['merchant_id']) }}
    union all
    {{ rejections('choice_events', ['event_id']) }}
    union all
    {{ rejections('privacy_notices', ['notice_version', 'language']) }}
    union all
    {{ rejections('change_requests', ['request_id']) }}
    union all
    {{ rejections('rights_requests', ['request_id']) }}
    union all
    {{ rejections('recipients', ['recipient_id']) }}
    union all
    {{ rejections('agreements', ['agreement_id']) }}
    union all
    {{ rejections('disclosures', ['disclosure_id']) }}
    union all
    {{ rejections('authorisations', ['authorisation_id']) }}
    union all
    {{ rejections('loss_reports', ['report_id']) }}
    union all
    {{ rejections('interactions', ['interaction_id']) }}
    union all
    {{ rejections('customer_owners', ['customer_id', 'owner', 'valid_from']) }}
    union all
    {{ rejections('kyc_evidence', ['evidence_id']) }}
    union all
    {{ rejections('kyc_alerts', ['alert_id']) }}
    union all
    {{ rejections('beneficial_owners', ['customer_id', 'owner_customer_id', 'valid_from']) }}
    union all
    {{ rejections('legal_holds', ['hold_id']) }}
    union all
    {{ rejections('customer_groups', ['group_id', 'customer_id', 'valid_from']) }}
    union all
    {{ rejections('customer_preferences', ['customer_id', 'preference', exact_time('collected_at')]) }}
    union all
    {{ rejections('certificates', ['certificate_id', 'event', exact_time('occurred_at')]) }}
    union all
    {{ rejections('instructions', ['instruction_id']) }}
    union all
    {{ rejections('staff', ['staff_id']) }}
    union all
    {{ rejections('control_totals', ['table_name', 'business_date']) }}
    union all
    {{ rejections('access_events', [exact_time('event_time'), 'actor', 'object', 'statement_fingerprint']) }}
),

flags as (
    select
        table_name,
        key,
        unnest(string_to_array(dq_flags, '|')) as flag,
        effect,
        loaded_at
    from rejections
)

select
    table_name,
    key,
    -- A conflict is of the whole row.
    nullif(split_part(flag, ':', 1), table_name) as column_name,
    split_part(flag, ':', 2) as reason,
    effect,
    loaded_at
from flags
