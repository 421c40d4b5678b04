{#- The rows of a summary: the whole if it is safe, the major groups if all of them are, the minor groups of a major one if
    all of those are; none of a level is left out alone, for it would be the difference of the others. -#}
{%- macro summary_shown(major, minor, values, k) -%}
    {%- set guard = 'having count(distinct person_id) >= ' ~ k -%}
    {%- set safe = 'not exists (select 1 from' -%}
    select '(all)' as {{ major }}, '(all)' as {{ minor }}, {{ values }}
    from cells where {{ safe }} root where unsafe = 1) {{ guard }}
    union all
    select major_named, '(all)', {{ values }}
    from cells where {{ safe }} root where unsafe = 1) and {{ safe }} major_sums where unsafe = 1) group by major_named {{ guard }}
    union all
    select major_named, minor_named, {{ values }}
    from cells
    where
        major_named <> '(remainder)'
        and {{ safe }} root where unsafe = 1)
        and {{ safe }} major_sums where unsafe = 1)
        and {{ safe }} minor_sums as own where own.major_named = cells.major_named and own.unsafe = 1)
    group by major_named, minor_named
    {{ guard }}
{%- endmacro %}
