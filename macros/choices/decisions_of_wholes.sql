{#- One row per person, the decisions about whole purposes side by side, and what the law says of each channel. -#}
{%- macro decisions_of_wholes(at) -%}
    {%- set kept = ['member_id', 'jurisdiction', 'is_under_14', 'sensitive_data_default'] -%}
    {%- for channel in choice_channels() -%}
        {%- do kept.extend([channel ~ '_default', channel ~ '_provision']) -%}
    {%- endfor -%}
    select
        decided.member_id as person_id,
        decided.{{ kept | join(', decided.') }}
        {%- for purpose in choice_purposes() %},
        {{ columns_of_decision('decided.' ~ purpose ~ '_', 'event', purpose) }}
        {%- endfor %}
    from (
        {{ record_decisions(at) }}
    ) as decided
    left join several on decided.member_id = several.member_id
    where several.member_id is null
    union all
    select
        records.member_id as person_id,
        records.{{ kept | join(', records.') }}
        {%- for purpose in choice_purposes() %},
        {{ columns_of_decision(purpose ~ '.', 'event_id', purpose) }}
        {%- endfor %}
    from (
        {{ records_under_law(at, 'select general.* from general inner join several using (member_id)') }}
    ) as records
    {%- for purpose in choice_purposes() %}
    inner join of_several as {{ purpose }}
        on records.member_id = {{ purpose }}.person_id
        and {{ purpose }}.purpose = '{{ purpose }}'
        and {{ purpose }}.scope = ''
    {%- endfor %}
{%- endmacro %}
