with

merge_rows as (

    select
        survivor_customer_id,
        merged_customer_id,
        merged_on,
        unmerged_on,
        {{ as_of_date() }} as as_of_date
    from {{ ref('stg_customer_merges') }}
    where is_current

),

customers as (

    select customer_id from {{ ref('vlt_customer_record') }}

),

judged as (

    select
        merge_rows.survivor_customer_id,
        merge_rows.merged_customer_id,
        merge_rows.merged_on,
        merge_rows.unmerged_on,
        case
            when survivors.customer_id is null or merged.customer_id is null then 'unknown_customer'
            when merge_rows.survivor_customer_id = merge_rows.merged_customer_id then 'names_itself'
            when merge_rows.unmerged_on <= merge_rows.as_of_date then 'ended'
            when merge_rows.merged_on is null then 'without_date'
            when merge_rows.merged_on <= merge_rows.as_of_date then 'in_force'
            else 'not_yet'
        end as state
    from merge_rows
    left join customers as survivors on merge_rows.survivor_customer_id = survivors.customer_id
    left join customers as merged on merge_rows.merged_customer_id = merged.customer_id

),

pairs as (

    -- A pair that was parted and merged once more is merged, whichever of the two is called the survivor.
    select
        *,
        max(case when state = 'in_force' then 1 else 0 end) over (
            partition by
                least(survivor_customer_id, merged_customer_id),
                greatest(survivor_customer_id, merged_customer_id)
        ) as merged_again
    from judged

)

select
    survivor_customer_id,
    merged_customer_id,
    merged_on,
    unmerged_on,
    case
        when state = 'ended' and merged_again = 0 then 'kept_apart'
        else state
    end as state
from pairs
