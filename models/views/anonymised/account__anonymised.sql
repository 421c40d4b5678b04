-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- Labels that at least k persons share, all columns taken together; others are absent.
-- Left out: account_id, customer_id, account_number, closed_on, branch_country, loaded_at, dq_flags.

with

standing as (
    {{ standing_labels(ref('lbl_account'), ref('lbl_account_withdrawal')) }}
)

select
    standing.label[1] as gender,
    standing.label[2] as birth_date,
    standing.label[3] as province,
    standing.label[4] as account_type,
    standing.label[5] as currency,
    standing.label[6] as status,
    standing.label[7] as opened_on
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
