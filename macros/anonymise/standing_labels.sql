{#- The labels of the epoch that were not withdrawn. -#}
{%- macro standing_labels(labelled, withdrawal) -%}
    select own.record_id, own.released_on, own.levels, own.label, own.lower_bound, own.upper_bound, own.loss,
        own.tops
    from {{ labelled }} as own
    left join {{ withdrawal }} as withdrawn on own.record_id = withdrawn.record_id and own.epoch = withdrawn.epoch
    where own.epoch = {{ var('anonymisation_epoch') }} and withdrawn.record_id is null
{%- endmacro %}
