{{ config(materialized='view') }}
{#- Read only where `kyc_readings` sets AMB14 or AMB22 to B. -#}
with recursive records as (

    select * from {{ ref('int_customer_identity') }}

),

merges as (

    select
        merged_customer_id,
        min(survivor_customer_id) as survivor_customer_id,
        min(merged_on) as merged_on
    from {{ ref('customer_merge__personal_data') }}
    where merged_on <= {{ as_of_date() }} and (unmerged_on is null or unmerged_on > {{ as_of_date() }})
    group by merged_customer_id

),

-- From whom to whom a record went; a ring of merges ends the walk.
steps as (

    select
        source_customer_id,
        source_customer_id as holder_id,
        date '1900-01-01' as valid_from,
        0 as nth
    from records
    where basis = 'merge' and {{ 'true' if reading_by_variable('AMB22', 'B') else 'false' }}
    union all
    select
        steps.source_customer_id,
        merges.survivor_customer_id as holder_id,
        greatest(steps.valid_from, merges.merged_on) as valid_from,
        steps.nth + 1 as nth
    from steps
    inner join merges on steps.holder_id = merges.merged_customer_id
    where steps.nth < 20

),

spells as (

    select
        *,
        lead(valid_from) over (partition by source_customer_id order by nth) - 1 as day_before
    from steps

),

placed as (

    select
        records.source_customer_id,
        case when spells.day_before is null then records.customer_id else spells.holder_id end as customer_id,
        coalesce(spells.valid_from, date '1900-01-01') as valid_from,
        coalesce(spells.day_before, date '9999-12-31') as valid_to,
        -- A record that still stands by itself was linked to nobody.
        case when spells.day_before is null then records.linked_at end as linked_at
    from records
    left join spells on records.source_customer_id = spells.source_customer_id

),

types as (

    select
        source_customer_id,
        customer_type,
        row_number() over (
            partition by source_customer_id
            order by valid_from_load desc, customer_type nulls last, full_name nulls last
        ) as latest
    from {{ ref('customer_version__personal_data') }}

)

select
    placed.source_customer_id,
    placed.customer_id,
    placed.valid_from,
    placed.valid_to,
    placed.linked_at,
    case
        when placed.valid_to = date '9999-12-31' then coalesce(kinds.is_individual, true)
        else {{ is_individual_type('types.customer_type') }}
    end as is_individual
from placed
left join {{ ref('int_customer_kind') }} as kinds on placed.customer_id = kinds.customer_id
left join types on placed.customer_id = types.source_customer_id and types.latest = 1
where placed.valid_from <= placed.valid_to
