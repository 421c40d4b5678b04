with recursive

merges as (

    select survivor_customer_id, merged_customer_id, state
    from {{ ref('vlt_merge') }}

),

document_matches as (

    select match_id, customer_id
    from {{ ref('vlt_document_match') }}
    where state = 'joins'

),

-- Every id is grouped twice: by merges alone, and by merges and documents together.
pairs as (

    select scopes.scope, merges.survivor_customer_id as one_id, merges.merged_customer_id as other_id
    from merges
    cross join (select 'merge' as scope union all select 'all' as scope) as scopes
    where merges.state = 'in_force'

    union all

    select 'all' as scope, min(customer_id) over (partition by match_id) as one_id, customer_id as other_id
    from document_matches

),

neighbours as (

    select scope, one_id as customer_id, other_id as neighbour_id from pairs
    union
    select scope, other_id as customer_id, one_id as neighbour_id from pairs

),

-- The busiest id gets the smallest label and ties are scattered, so that labels meet seldom on their way.
labels as (

    select
        customer_id,
        row_number() over (order by count(*) desc, md5(customer_id)) as label
    from neighbours
    group by customer_id

),

steps as (

    select
        neighbours.scope,
        labels.label as from_label,
        neighbour_labels.label as to_label
    from neighbours
    inner join labels on neighbours.customer_id = labels.customer_id
    inner join labels as neighbour_labels on neighbours.neighbour_id = neighbour_labels.customer_id

),

reached as (

    select scope, from_label as label, from_label as smallest
    from steps

    union

    select reached.scope, steps.to_label as label, reached.smallest
    from reached
    inner join steps
        on
            reached.scope = steps.scope
            and reached.label = steps.from_label
            and reached.smallest < steps.to_label

),

components as (

    select
        labels.customer_id,
        coalesce(min(case when reached.scope = 'merge' then reached.smallest end), labels.label) as merge_component,
        min(case when reached.scope = 'all' then reached.smallest end) as whole_component
    from labels
    inner join reached on labels.label = reached.label
    group by labels.customer_id, labels.label

),

-- Documents may not bring a parted pair together over a third record either: there only the merges count.
parted as (

    select distinct one.whole_component
    from merges
    inner join components as one on merges.survivor_customer_id = one.customer_id
    inner join components as other on merges.merged_customer_id = other.customer_id
    where
        merges.state = 'kept_apart'
        and one.whole_component = other.whole_component
        and one.merge_component <> other.merge_component

)

select
    components.customer_id,
    components.merge_component,
    case when parted.whole_component is null then components.whole_component else components.merge_component end
        as person_component
from components
left join parted on components.whole_component = parted.whole_component
