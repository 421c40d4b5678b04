{{ config(materialized='view') }}

with

map as (

    select
        subject_type,
        subject_id,
        scope,
        version,
        pseudonym
    from {{ ref('vlt_pseudonym') }}

),

-- Only keys that were changed have a second version: the map is not sorted to find the newest of one.
changed as (

    select
        subject_type,
        subject_id,
        scope,
        max(version) as version
    from map
    where version > 1
    group by subject_type, subject_id, scope

)

select
    map.subject_type,
    map.subject_id,
    map.scope,
    map.pseudonym
from map
left join changed
    on
        map.subject_type = changed.subject_type
        and map.subject_id = changed.subject_id
        and map.scope = changed.scope
where map.version = coalesce(changed.version, 1)
