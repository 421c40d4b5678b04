{#- Counts in a tree: all, major groups, minor groups in each. A cell of fewer than k persons is in the remainder of its
    parent; where even that is too small the parent stands alone. `measures` are aggregates by name. -#}
{%- macro summary(records, major, minor, measures, k) -%}
    {%- set values = ['count(distinct person_id) as persons'] -%}
    {%- for name, aggregate in measures.items() -%}{%- do values.append(aggregate ~ ' as ' ~ name) -%}{%- endfor -%}
    {%- set values = values | join(', ') -%}
    with
    records as (select own.*, 'all' as everything from ({{ records }}) as own),
    majors as ({{ summary_groups('records', 'everything', 'major', k) }}),
    placed as (
        select records.*, majors.named as major_named
        from records inner join majors on records.major = majors.child
    ),
    minors as ({{ summary_groups('placed', 'major_named', 'minor', k) }}),
    cells as (
        select placed.*, minors.named as minor_named
        from placed
        inner join minors on placed.major_named = minors.parent and placed.minor = minors.child
    ),
    shown as (
        select 0 as depth, '(all)' as parent, '(all)' as {{ major }}, '(all)' as {{ minor }}, {{ values }}
        from records having count(distinct person_id) >= {{ k }}
        union all
        select 1, '(all)', major_named, '(all)', {{ values }}
        from cells group by major_named
        having count(distinct person_id) >= {{ k }}
        union all
        select 2, major_named, major_named, minor_named, {{ values }}
        from cells where major_named <> '(remainder)' group by major_named, minor_named
        having count(distinct person_id) >= {{ k }}
    ),
    alone as (
        select 1 as depth, '(all)' as parent from cells group by major_named having count(distinct person_id) < {{ k }}
        union all
        select 2, major_named from cells group by major_named, minor_named having count(distinct person_id) < {{ k }}
    )
    select * from shown
    where not exists (select 1 from alone where alone.depth = shown.depth and alone.parent = shown.parent)
{%- endmacro %}
