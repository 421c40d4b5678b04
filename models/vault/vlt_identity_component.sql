with recursive

links as (

    select
        basis,
        customer_id,
        linked_customer_id
    from {{ ref('vlt_identity_link') }}

),

-- The busiest id gets the smallest label and ties are scattered, so that labels meet seldom on their way.
labels as (

    select
        customer_id,
        row_number() over (order by count(*) desc, md5(customer_id)) as label
    from links
    group by customer_id

),

-- Every id is grouped twice: by merges alone, and by merges and documents together.
steps as (

    select distinct
        scopes.scope,
        labels.label as from_label,
        linked_labels.label as to_label
    from links
    inner join labels on links.customer_id = labels.customer_id
    inner join labels as linked_labels on links.linked_customer_id = linked_labels.customer_id
    inner join (values ('merge'), ('all')) as scopes (scope)
        on links.basis = 'merge' or scopes.scope = 'all'

),

reached as (

    select
        scope,
        from_label as label,
        from_label as smallest
    from steps

    union

    select
        reached.scope,
        steps.to_label as label,
        reached.smallest
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

kept_apart as (

    select
        merge_rows.survivor_customer_id,
        merge_rows.merged_customer_id,
        case sides.side
            when 1 then merge_rows.survivor_customer_id
            else merge_rows.merged_customer_id
        end as customer_id
    from {{ ref('vlt_merge') }} as merge_rows
    cross join (values (1), (2)) as sides (side)
    where merge_rows.state = 'kept_apart'

),

-- Documents may not bring a parted pair together over a third record either: there only the merges count.
parted as (

    select distinct min(components.whole_component) as whole_component
    from kept_apart
    inner join components on kept_apart.customer_id = components.customer_id
    group by
        kept_apart.survivor_customer_id,
        kept_apart.merged_customer_id
    having
        min(components.whole_component) = max(components.whole_component)
        and min(components.merge_component) <> max(components.merge_component)

)

select
    components.customer_id,
    components.merge_component,
    case
        when parted.whole_component is null then components.whole_component
        else components.merge_component
    end as person_component
from components
left join parted on components.whole_component = parted.whole_component
