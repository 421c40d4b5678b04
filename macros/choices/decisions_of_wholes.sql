{#- One row per person, the decisions about whole purposes side by side, and what the law says of each channel. -#}
{%- macro decisions_of_wholes(at) -%}
    {%- set kept = [
        'member_number', 'member_id', 'jurisdiction', 'is_under_14', 'is_under_16', 'sensitive_data_default',
    ] -%}
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
    left join several on decided.member_number = several.member_number
    where several.member_number is null
    union all
    select
        records.member_id as person_id,
        records.{{ kept | join(', records.') }}
        {%- for purpose in choice_purposes() %},
        {{ columns_of_decision(purpose ~ '.', 'event_id', purpose) }}
        {%- endfor %}
    from (
        {{ records_under_law(at, 'select members.* from members inner join several using (member_number)') }}
    ) as records
    {%- for purpose in choice_purposes() %}
    inner join of_several as {{ purpose }}
        on records.member_number = {{ purpose }}.person_number
        and {{ purpose }}.purpose_number = {{ loop.index }}
        and {{ purpose }}.scope = ''
    {%- endfor %}
{%- endmacro %}
