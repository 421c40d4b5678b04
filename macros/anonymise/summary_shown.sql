{#- The rows of a summary: the whole if it is safe, the major groups if all of them are, the minor groups of a major
    one if all of those are; none of a level is left out alone, for it would be the difference of the others. -#}
{%- macro summary_shown(major, minor, values, k) -%}
    {%- set guard = 'having count(distinct person_id) >= ' ~ k -%}
    {%- set whole_is_safe = 'not exists (select 1 from root where unsafe = 1)' -%}
    {%- set majors_are_safe = 'not exists (select 1 from major_sums where unsafe = 1)' -%}
    select '(all)' as {{ major }}, '(all)' as {{ minor }}, {{ values }}
    from cells
    where {{ whole_is_safe }}
    {{ guard }}
    union all
    select major_named, '(all)', {{ values }}
    from cells
    where {{ whole_is_safe }} and {{ majors_are_safe }}
    group by major_named
    {{ guard }}
    union all
    select major_named, minor_named, {{ values }}
    from cells
    where
        major_named <> '(remainder)'
        and {{ whole_is_safe }}
        and {{ majors_are_safe }}
        and not exists (
            select 1 from minor_sums as own where own.major_named = cells.major_named and own.unsafe = 1
        )
    group by major_named, minor_named
    {{ guard }}
{%- endmacro %}
