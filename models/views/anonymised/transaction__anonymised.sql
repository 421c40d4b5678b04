-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- Labels that at least k persons share, all columns taken together; others are absent.
-- Left out: transaction_id, account_id, customer_id, payer_name, payer_id_type, payer_id_number, payer_reference,
-- status, business_date, counterparty_account_id, reverses_transaction_id, order_id, product_class, is_cash,
-- counterparty_country, loaded_at, dq_flags.

with

standing as (
    {{ standing_labels(ref('lbl_transaction'), ref('lbl_transaction_withdrawal')) }}
)

select
    standing.label[1] as gender,
    standing.label[2] as birth_date,
    standing.label[3] as province,
    standing.label[4] as transaction_type,
    standing.label[5] as direction,
    standing.label[6] as currency,
    standing.label[7] as channel,
    standing.label[8] as occurred_at,
    standing.label[9] as amount
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
