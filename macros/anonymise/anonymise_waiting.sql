{#- The records without a label in this epoch; a null is a key like another. -#}
{%- macro anonymise_waiting(sql, spec) -%}
    create temporary table anonymise_waiting as
    select
        own.record_id,
        own.person_id,
        {% for column in spec.columns -%}
        coalesce('=' || own.{{ column }}, '') as c{{ loop.index }}{{ ',' if not loop.last }}
        {% endfor %}
    from (
        {{ sql }}
    ) as own
    left join {{ spec.relation }} as known
        on own.record_id = known.record_id and known.epoch = {{ spec.epoch }}
    where known.record_id is null
{%- endmacro %}
