{#- Counts in a tree: all, major groups, minor groups in each. An unsafe cell (`summary_cells`) is in the remainder of
    its parent; where even that is unsafe the parent stands alone. `measures` are aggregates by name, `amounts` the
    columns of a record that they add up. -#}
{%- macro summary(records, major, minor, measures, k, amounts) -%}
    {%- set values = ['count(distinct person_id) as persons'] -%}
    {%- for name, aggregate in measures.items() -%}
        {%- do values.append(aggregate ~ ' as ' ~ name) -%}
    {%- endfor -%}
    {%- set values = values | join(', ') -%}
    {%- set rule = {'k': k, 'amounts': amounts, 'share': var('dominance_share')} -%}
    with
    records as (select own.*, 'all' as everything from ({{ records }}) as own),
    root as ({{ summary_cells('records', ['everything'], **rule) }}),
    major_cells as ({{ summary_cells('records', ['everything', 'major'], **rule) }}),
    majors as ({{ summary_groups('major_cells', 'everything', 'major', k) }}),
    placed as (
        select records.*, majors.named as major_named
        from records inner join majors on records.major = majors.child
    ),
    minor_cells as ({{ summary_cells('placed', ['major_named', 'minor'], **rule) }}),
    minors as ({{ summary_groups('minor_cells', 'major_named', 'minor', k) }}),
    cells as (
        select placed.*, minors.named as minor_named
        from placed
        inner join minors on placed.major_named = minors.parent and placed.minor = minors.child
    ),
    major_sums as ({{ summary_cells('cells', ['major_named'], **rule) }}),
    minor_sums as ({{ summary_cells('cells', ['major_named', 'minor_named'], **rule) }})
    {{ summary_shown(major, minor, values, k) }}
{%- endmacro %}
