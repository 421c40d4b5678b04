-- Rendered by `make views` from seeds/policy/recipients.csv and disclosure_terms.csv: change those.
{{ config(materialized='view') }}

select
    terms.recipient_id,
    terms.attribute,
    terms.level
from (
    values
        ('delta_research', 'birth_date', 'anonymous_only'),
        ('delta_research', 'currency', 'anonymous_only'),
        ('delta_research', 'event_time', 'anonymous_only'),
        ('delta_research', 'gender', 'anonymous_only'),
        ('delta_research', 'product', 'anonymous_only'),
        ('delta_research', 'province', 'anonymous_only'),
        ('delta_research', 'transaction_amount', 'anonymous_only'),
        ('delta_research', 'transaction_detail', 'anonymous_only'),
        ('harbour_insurance', 'birth_date', 'identified'),
        ('harbour_insurance', 'city', 'identified'),
        ('harbour_insurance', 'customer_kind', 'identified'),
        ('harbour_insurance', 'email', 'identified'),
        ('harbour_insurance', 'full_name', 'identified'),
        ('harbour_insurance', 'gender', 'identified'),
        ('harbour_insurance', 'mobile', 'identified'),
        ('harbour_insurance', 'province', 'identified')
) as terms (recipient_id, attribute, level)
where terms.recipient_id <> ''
