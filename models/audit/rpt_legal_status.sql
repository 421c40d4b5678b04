with

instruments as (
    select * from {{ ref('ldm_instrument') }}
),

provisions as (
    select * from {{ ref('ldm_provision') }}
)

select
    instruments.instrument_id,
    instruments.jurisdiction,
    instruments.title_zh,
    instruments.title_en,
    count(provisions.provision_id) as provisions,
    count(case when provisions.source_status = 'memory' then 1 end) as from_memory,
    count(case when provisions.provision_id is not null and provisions.verified_on is null then 1 end) as unverified,
    case
        when count(case when provisions.provision_id is not null and provisions.verified_on is null then 1 end) = 0
            then 'pass'
        else 'unverified'
    end as state
from instruments
left join provisions on instruments.instrument_id = provisions.instrument_id
group by instruments.instrument_id, instruments.jurisdiction, instruments.title_zh, instruments.title_en
order by instruments.instrument_id
