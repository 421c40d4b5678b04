{#- CTEs from `rows` to `versions`: a load of a key that says the same as the load before is left out, equal rows
    of one load count once, different rows of one load are a conflict and all stay. Only keys that were loaded
    more than once are compared; for the rest a sort of the whole table would find nothing. -#}
{% macro versions(rows) -%}
repeated as materialized (
    select row_key from {{ rows }} group by row_key having count(*) > 1
),

loads as (
    select {{ rows }}.row_key, {{ rows }}.loaded_at, min(payload) as lowest, max(payload) as highest
    from {{ rows }}
    inner join repeated on repeated.row_key = {{ rows }}.row_key
    group by {{ rows }}.row_key, {{ rows }}.loaded_at
),

compared as (
    select
        *,
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
    select distinct {{ rows }}.*, lowest <> highest as is_conflict, is_latest and payload = highest as is_current
    from {{ rows }}
    inner join changes on changes.row_key = {{ rows }}.row_key
        and changes.loaded_at is not distinct from {{ rows }}.loaded_at

    union all

    select {{ rows }}.*, false as is_conflict, true as is_current
    from {{ rows }}
    left join repeated on repeated.row_key = {{ rows }}.row_key
    where repeated.row_key is null
)
{%- endmacro %}
