-- Rendered by `make views` from seeds/legal/provisions.csv and the rows of seeds/site: change those.
with

provisions as (

    select
        provision_id,
        instrument_id,
        article,
        topic,
        title_zh,
        title_en,
        duty_zh,
        duty_en,
        source_status,
        verified_by,
        verified_on
    from {{ ref('provisions') }}

)

select
    provision_id,
    instrument_id,
    article,
    topic,
    title_zh,
    title_en,
    duty_zh,
    duty_en,
    source_status,
    verified_by,
    verified_on
from provisions
