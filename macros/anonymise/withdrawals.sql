{#- The records that leave an epoch for good: those that are gone, with the records of k persons of their class, so that
    what is missing tells nobody apart; a class that keeps fewer than k persons leaves as a whole. -#}
{%- macro withdrawals(labelled, leaves, known, k) -%}
    with
    standing as (
        select own.record_id, own.epoch, own.cohort, own.levels, own.label, leaves.person_id
        from {{ labelled }} as own
        left join {{ leaves }} as leaves on own.record_id = leaves.record_id
        {%- if known %}
        left join {{ known }} as known on own.record_id = known.record_id and own.epoch = known.epoch
        {%- endif %}
        where own.epoch = {{ var('anonymisation_epoch') }} {{ 'and known.record_id is null' if known }}
    ),
    classes as (
        select
            epoch, cohort, levels, label,
            count(distinct person_id) as persons,
            count(*) - count(person_id) as gone
        from standing
        group by epoch, cohort, levels, label
        having count(distinct person_id) < {{ k }} or count(*) > count(person_id)
    ),
    placed as (
        select
            standing.record_id, standing.epoch, standing.cohort, standing.person_id, classes.persons, classes.gone,
            dense_rank() over (
                partition by standing.cohort, standing.levels, standing.label
                order by case when standing.person_id is null then 0 else 1 end, md5(standing.person_id), standing.person_id
            ) - case when classes.gone > 0 then 1 else 0 end as place
        from classes
        inner join standing
            on classes.cohort = standing.cohort and classes.levels = standing.levels and classes.label = standing.label
    )
    select record_id, epoch, cohort, {{ as_of_date() }} as withdrawn_on
    from placed
    where
        (person_id is null or place <= {{ k }} or persons - {{ k }} < {{ k }})
        -- Nobody at all is a table that was not loaded, no erasure of everybody.
        and exists (select 1 from {{ leaves }})
        and {{ 'true' if anonymises() else 'false' }}
{%- endmacro %}
