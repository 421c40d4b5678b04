{#- The records whose label k of the waiting persons share, and whose group has l values; the others go on waiting. -#}
{%- macro anonymise_release(spec) -%}
    {%- do run_query(anonymise_label(spec)) -%}
    {%- set persons = 'sum(n)' if spec.one_record else 'count(distinct person_id)' -%}
    {%- set known = spec.columns | length - spec.sensitive | length -%}
    insert into {{ spec.relation }}
    with
    frequent as (
        select levels, label from anonymise_label group by levels, label having {{ persons }} >= {{ spec.k }}
    ),
    diverse as (
        select levels[1:{{ known }}] as levels, label[1:{{ known }}] as label
        from frequent
        group by levels[1:{{ known }}], label[1:{{ known }}]
        having {{ anonymise_sensitive(
            spec,
            "(count(distinct label[{i}]) >= {l} or min(levels[{i}]) = {high})",
            ' and '
        ) or 'true' }}
    )
    select
        own.record_id, {{ spec.epoch }}, {{ spec.cohort }}, {{ as_of_date() }}, '{{ spec.words }}',
        named.levels, named.label, named.lower_bound, named.upper_bound,
        cast(array[{{ anonymise_tops_list(spec) }}] as text[]), named.loss
    from anonymise_waiting as own
    inner join anonymise_unit as unit
        on {{ anonymise_list(spec, 'own.c{i} = unit.c{i}', ' and ') }}
        {{ '' if spec.one_record else 'and own.person_id = unit.person_id' }}
    inner join anonymise_label as named on unit.unit = named.unit
    inner join frequent on named.levels = frequent.levels and named.label = frequent.label
    inner join diverse
        on named.levels[1:{{ known }}] = diverse.levels
        and named.label[1:{{ known }}] = diverse.label
{%- endmacro %}
