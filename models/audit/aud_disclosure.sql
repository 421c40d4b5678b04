with

files as (
    {{ disclosures_on_record() }}
)

select
    disclosure_id,
    recipient_id,
    level,
    disclosed_at,
    requested_by,
    reason,
    release,
    relation,
    file,
    row_count,
    file_sha256
from files
