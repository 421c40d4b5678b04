{#- The standing labels with whose they are; `place` is that of a top-coded column whose bound is wanted. -#}
{%- macro standing_persons(labelled, withdrawal, leaves, place=none) -%}
    select own.record_id, own.levels, own.label, own.loss, leaves.person_id
        {{- ', own.tops[' ~ place ~ '] as top' if place }}
    from ({{ standing_labels(labelled, withdrawal) }}) as own
    inner join {{ leaves }} as leaves on own.record_id = leaves.record_id
{%- endmacro %}
