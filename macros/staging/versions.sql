{#- CTEs up to `versions`, from a typed model: of loads that say the same the first stays, of different rows of one load
    all do, as a conflict. Only keys loaded more than once are compared: a digest of every row would find nothing. A CTE
    that is stored would keep DuckDB from leaving out the columns that nobody asks for, so that none stands above. -#}
{% macro versions(typed, parts) -%}
{%- set repeated -%}
    (select row_key from {{ typed }} where not is_dropped group by row_key having count(*) > 1)
{%- endset -%}
versions as (
    select * from (
        with repeated_rows as (
            select typed.*, {{ payload(parts) }} as payload from {{ typed }} as typed
            where typed.row_key in {{ repeated }} and not typed.is_dropped
        ),
        loads as (
            select row_key, loaded_at, min(payload) as lowest, max(payload) as highest from repeated_rows
            group by row_key, loaded_at
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
        )
        select distinct typed.*, lowest <> highest as is_conflict, is_latest and payload = highest as is_current,
            true as is_repeated
        from repeated_rows as typed
        inner join changes on changes.row_key = typed.row_key and changes.loaded_at is not distinct from typed.loaded_at
    ) as changed
    union all
    select typed.*, cast(null as text) as payload, false as is_conflict, true as is_current, false as is_repeated
    from {{ typed }} as typed
    left join {{ repeated }} as repeated on repeated.row_key = typed.row_key
    where repeated.row_key is null and not typed.is_dropped
)
{%- endmacro %}
