-- Rendered by `make views` from seeds/legal/instruments.csv and the rows of seeds/site: change those.
with

instruments as (

    select
        instrument_id,
        jurisdiction,
        kind,
        title_zh,
        title_en,
        effective_from,
        effective_to,
        source_status,
        verified_by,
        verified_on
    from {{ ref('instruments') }}

)

select
    instrument_id,
    jurisdiction,
    kind,
    title_zh,
    title_en,
    effective_from,
    effective_to,
    source_status,
    verified_by,
    verified_on
from instruments
