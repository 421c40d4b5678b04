{#- CTEs up to `versions`, from a typed model: of loads that say the same the first stays, of different rows of one load
    all do, as a conflict. Only keys loaded more than once are compared: a sort of every row would find nothing. -#}
{% macro versions(typed) -%}
repeated as (
    select row_key from {{ typed }} where dq_effect <> 'dropped' group by row_key having count(*) > 1
),

loads as (
    select typed.row_key, typed.loaded_at, min(typed.payload) as lowest, max(typed.payload) as highest
    from {{ typed }} as typed
    inner join repeated on repeated.row_key = typed.row_key
    where typed.dq_effect <> 'dropped'
    group by typed.row_key, typed.loaded_at
),

compared as (
    select *,
        lag(lowest) over (partition by row_key order by loaded_at nulls first) as lowest_before,
        lag(highest) over (partition by row_key order by loaded_at nulls first) as highest_before
    from loads
),

changes as (
    select *, lead(row_key) over (partition by row_key order by loaded_at nulls first) is null as is_latest
    from compared
    where lowest_before is null or lowest <> lowest_before or highest <> highest_before
),

versions as (
    select distinct typed.*, lowest <> highest as is_conflict, is_latest and payload = highest as is_current
    from {{ typed }} as typed
    inner join changes on changes.row_key = typed.row_key and changes.loaded_at is not distinct from typed.loaded_at
    where typed.dq_effect <> 'dropped'
    union all
    select typed.*, false as is_conflict, true as is_current
    from {{ typed }} as typed
    left join repeated on repeated.row_key = typed.row_key
    where repeated.row_key is null and typed.dq_effect <> 'dropped'
)
{%- endmacro %}
